package org.attunet.experiments.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, as other machines may read of it.
 *
 * @param machine name, start and space of process numbers, so that containers of one name and machines that were started again differ
 * @param process number
 * @param start when the process began; empty where the system does not say
 */
record Owner(String machine, long process, String start) {
    static Owner ofThisProcess() {
        return new Owner(thisMachine(), ProcessHandle.current().pid(), start(ProcessHandle.current()));
    }

    /** As {@link #toString} wrote it, whatever follows; empty where it is not whole. */
    static Optional<Owner> of(String text) {
        String[] lines = text.split("\n", -1);
        return lines.length > 3 && lines[1].matches("\\d{1,18}")
                ? Optional.of(new Owner(lines[0], Long.parseLong(lines[1]), lines[2]))
                : Optional.empty();
    }

    boolean isOfThisMachine() {
        return machine.equals(thisMachine());
    }

    /** Whether it is there, on this machine. */
    boolean isRunning() {
        return ProcessHandle.of(process)
                .filter(found -> start(found).equals(start))
                .isPresent();
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String thisMachine() {
        return name() + " " + bootId() + " " + processSpace();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\s+", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Empty on systems that have none. */
    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String processSpace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return machine + "\n" + process + "\n" + start;
    }
}

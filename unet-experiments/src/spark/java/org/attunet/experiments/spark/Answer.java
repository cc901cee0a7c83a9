package org.attunet.experiments.spark;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.experiments.task.TaskOutcome;

/**
 * What comes back from an executor.
 *
 * @param outcome of the task
 * @param notes what it had to say to people, a line each
 * @param machine where it ran
 * @param processor what computed there, for people
 */
record Answer(TaskOutcome outcome, List<String> notes, String machine, String processor) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** Keeps its own copy. */
    Answer {
        notes = List.copyOf(notes);
    }

    static Answer here(TaskOutcome outcome, List<String> notes) {
        String machine = InetAddress.getLoopbackAddress().equals(address()) ? "" : name();
        return new Answer(outcome, notes, machine, processorHere());
    }

    private static InetAddress address() {
        try {
            return InetAddress.getLocalHost();
        } catch (IOException e) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static String name() {
        return address().getHostName();
    }

    /** As Linux calls it; elsewhere the architecture. */
    private static String processorHere() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}

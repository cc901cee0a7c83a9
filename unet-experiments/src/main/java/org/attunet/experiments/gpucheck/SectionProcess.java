package org.attunet.experiments.gpucheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A section looked at by a process of its own.
 *
 * @param section which
 * @param command the words that look at one section, but for those that name it and where its results go
 * @param seconds after which it is given up
 */
public record SectionProcess(Section section, List<String> command, long seconds) {
    /** Keeps its own copy. */
    public SectionProcess {
        command = List.copyOf(command);
    }

    /**
     * Looks.
     *
     * @param out where its results go; what Java or the driver leave of a crash too
     */
    public SectionReport in(Path out) {
        String name = section.name().toLowerCase(Locale.ROOT);
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--only", name, "--out", out.toAbsolutePath().toString()));
        long began = System.nanoTime();
        String ended;
        try {
            Files.createDirectories(out);
            Files.deleteIfExists(CheckReport.in(out));
            ended = ended(line, out);
        } catch (IOException e) {
            ended = "its process did not start: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = "interrupted";
        }
        Path report = CheckReport.in(out);
        return Files.exists(report)
                ? CheckReport.read(report).sections().get(0)
                : SectionReport.broken(name, (System.nanoTime() - began) / 1e9, ended, "");
    }

    private String ended(List<String> line, Path out) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .directory(out.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread end = new Thread(() -> end(process), "end of a section");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return "its process ended with exit code " + process.exitValue() + " and left no result";
            }
            return "given up after " + seconds + " s";
        } finally {
            end(process);
            removeHook(end);
        }
    }

    private static void removeHook(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // this process is ending, by this very hook
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

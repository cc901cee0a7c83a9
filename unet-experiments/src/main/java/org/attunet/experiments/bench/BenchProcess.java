package org.attunet.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that measures itself and prints what it found as a line of JSON. Each measurement is a process of its own, so that its
 * peak memory is its own too.
 *
 * @param name in the table
 * @param command to which a row's options are added
 */
public record BenchProcess(String name, List<String> command) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** This program under the options of Java that it runs under now, and further ones of its own. */
    public static BenchProcess ours(String mainClass, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass, "bench"));
        command.addAll(options);
        return new BenchProcess("ours", command);
    }

    /** Another program, its words divided by blanks. */
    public static BenchProcess peer(String words) {
        return new BenchProcess(words.strip(), List.of(words.strip().split("\\s+")));
    }

    /** Runs one row; nothing where the program does not know that work or prints no such line. */
    Optional<Sample> measure(BenchRow row, int threads) {
        List<String> line = new ArrayList<>(command);
        line.addAll(row.commandLine(threads));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? sample(JSON.readTree(printed), row.key()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Sample> sample(JsonNode result, String key) {
        JsonNode times = result.path(key);
        return times.has("wall_median")
                ? Optional.of(new Sample(
                        times.get("wall_median").asDouble(),
                        result.path("peak_mb").asDouble(Double.NaN)))
                : Optional.empty();
    }

    /**
     * One measurement.
     *
     * @param seconds of the middle step
     * @param megabytes of the process at its peak; NaN where the system does not say
     */
    record Sample(double seconds, double megabytes) {}
}

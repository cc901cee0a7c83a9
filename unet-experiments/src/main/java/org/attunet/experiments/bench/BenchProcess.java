package org.attunet.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.Program;

/**
 * A program that measures itself and prints what it found as a line of JSON. Each measurement is a process of its own, so that its
 * peak memory is its own too.
 *
 * @param name in the table
 * @param command to which a row's options are added
 */
public record BenchProcess(String name, List<String> command) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** This program, with options of {@code bench} before those of a row. */
    public static BenchProcess ours(Class<?> mainClass, List<String> options) {
        List<String> command = new ArrayList<>(Program.command(mainClass));
        command.add("bench");
        command.addAll(options);
        return new BenchProcess("ours", command);
    }

    /** Another program, its words divided by blanks. */
    public static BenchProcess peer(String words) {
        return new BenchProcess(words.strip(), List.of(words.strip().split("\\s+")));
    }

    /** Runs one row; nothing where the program does not know that work or prints no such line. */
    Optional<Sample> measure(BenchRow row, int threads) {
        return run(row.commandLine(threads), ProcessBuilder.Redirect.INHERIT)
                .flatMap(result -> sample(result, row.key()));
    }

    /**
     * What the program prints with further options; nothing where it fails.
     *
     * @param messages where its standard error goes
     */
    public Optional<JsonNode> run(List<String> options, ProcessBuilder.Redirect messages) {
        List<String> line = new ArrayList<>(command);
        line.addAll(options);
        try {
            Process process = new ProcessBuilder(line).redirectError(messages).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(JSON.readTree(printed)) : Optional.empty();
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

package org.attunet.experiments.bench.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.attunet.data.AtomicFile;
import org.attunet.experiments.bench.BenchProcess;

/**
 * Tasks one after another, as a table: seconds from the start of Java to the end, the parts' shares of them, and peak memory.
 *
 * @param ours does one task where its name follows
 * @param markdown the table
 * @param csv the same for programs
 */
public record TaskTable(BenchProcess ours, Path markdown, Path csv) {
    private static final String HEAD = "| task | s | peak MB | shares | |\n|---|---|---|---|---|\n";

    /**
     * Does tasks, reports each as it is done, and writes both files after each.
     *
     * @return those that failed
     */
    public List<Task> write(List<Task> tasks, String machine, Consumer<String> report) {
        StringBuilder lines = new StringBuilder(machine + "\n\n" + HEAD);
        StringBuilder records = new StringBuilder("task,part,seconds,peak_mb\n");
        List<Task> failed = new ArrayList<>();
        for (Task task : tasks) {
            Optional<JsonNode> result = ours.run(List.of(task.word()), ProcessBuilder.Redirect.INHERIT);
            if (result.isEmpty()) {
                failed.add(task);
                continue;
            }
            String line = line(task, result.get());
            lines.append(line).append('\n');
            records.append(records(task, result.get()));
            report.accept(line);
            AtomicFile.write(markdown, lines.toString());
            AtomicFile.write(csv, records.toString());
        }
        return failed;
    }

    private static Map<String, Double> seconds(JsonNode result) {
        Map<String, Double> seconds = new TreeMap<>();
        result.path("seconds")
                .fields()
                .forEachRemaining(
                        part -> seconds.put(part.getKey(), part.getValue().asDouble()));
        return seconds;
    }

    private static String line(Task task, JsonNode result) {
        Map<String, Double> seconds = seconds(result);
        double total = seconds.values().stream().mapToDouble(part -> part).sum();
        String shares = seconds.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(part -> String.format(Locale.ROOT, "%s %.0f %%", part.getKey(), 100 * part.getValue() / total))
                .collect(Collectors.joining(", "));
        List<String> figures = new ArrayList<>();
        result.path("figures")
                .fields()
                .forEachRemaining(figure ->
                        figures.add(figure.getKey() + " " + figure.getValue().asText()));
        return String.format(
                Locale.ROOT,
                "| %s: %s | %.1f | %.0f | %s | %s |",
                task.word(),
                task.what(),
                total,
                result.path("peak_mb").asDouble(Double.NaN),
                shares,
                figures.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static String records(Task task, JsonNode result) {
        return seconds(result).entrySet().stream()
                .map(part -> String.format(
                        Locale.ROOT,
                        "%s,%s,%.3f,%.0f%n",
                        task.word(),
                        part.getKey(),
                        part.getValue(),
                        result.path("peak_mb").asDouble(Double.NaN)))
                .collect(Collectors.joining());
    }
}

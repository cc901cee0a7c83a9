package org.attunet.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.Json;

/**
 * {@code summary.json}: {@code {"cases", "split", "metrics": {name: {"mean", "sd", "median", "min", "max", "n", "missing"}}}}. What is no
 * finite number is the string {@code "nan"}, {@code "inf"} or {@code "-inf"}.
 */
public final class SummaryJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SummaryJson() {}

    /** Writes the file, whole or not at all. */
    public static void write(Path file, Summary summary) {
        AtomicFile.write(file, Json.of(SummaryRow.of(summary)) + "\n");
    }

    /** Reads what {@link #write} wrote. */
    public static Summary read(Path file) {
        try {
            JsonNode root = JSON.readTree(file.toFile());
            EnumMap<Metric, Statistic> metrics = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                metrics.put(metric, statistic(root.required("metrics").path(metric.column())));
            }
            return new Summary(
                    root.required("cases").asInt(), root.required("split").asText(), metrics);
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException("cannot read the summary " + file + ": " + FileFailure.reason(e), e);
        }
    }

    /** Scores and figures that an older file does not have are missing. */
    private static Statistic statistic(JsonNode node) {
        if (node.isMissingNode()) {
            return Statistic.of();
        }
        return new Statistic(
                number(node.required("mean")),
                number(node.required("sd")),
                number(node.required("median")),
                number(node.path("min")),
                number(node.path("max")),
                node.required("n").asInt(),
                node.required("missing").asInt());
    }

    private static double number(JsonNode node) {
        if (node.isMissingNode()) {
            return Double.NaN;
        }
        return switch (node.asText()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> node.asDouble();
        };
    }
}

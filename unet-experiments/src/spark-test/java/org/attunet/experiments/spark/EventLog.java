package org.attunet.experiments.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Spark wrote down of an application, a line an event.
 *
 * @param events in their order
 */
record EventLog(List<JsonNode> events) {
    /** Of the only application whose log lies in a folder. */
    static EventLog in(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (String line : Files.readAllLines(files.findFirst().orElseThrow())) {
                events.add(json.readTree(line));
            }
        }
        return new EventLog(events);
    }

    /** Options of Java for whoever is to write one. */
    static String[] options(Path folder) {
        return new String[] {
            "-Dspark.eventLog.enabled=true",
            "-Dspark.eventLog.dir=" + folder.toUri(),
            "-Dspark.eventLog.compress=false",
            "-Dspark.eventLog.rolling.enabled=false"
        };
    }

    Stream<JsonNode> of(String kind) {
        return events.stream().filter(event -> event.get("Event").asText().equals("SparkListener" + kind));
    }

    /** From the application's start to the first executor that is there. */
    double executorStartSeconds() {
        return seconds(first("ApplicationStart", "/Timestamp"), first("ExecutorAdded", "/Timestamp"));
    }

    /** From that to the end of the first task: what an executor loads once, and one task. */
    double firstTaskSeconds() {
        return seconds(first("ExecutorAdded", "/Timestamp"), first("TaskEnd", "/Task Info/Finish Time"));
    }

    /** From the first task's end to the last one's, divided among those that came after the first. */
    double secondsOfEachLater() {
        long[] ends = of("TaskEnd")
                .mapToLong(end -> end.at("/Task Info/Finish Time").asLong())
                .sorted()
                .toArray();
        return seconds(ends[0], ends[ends.length - 1]) / (ends.length - 1);
    }

    /** From the first task's beginning to the last one's end. */
    double secondsOfTasks() {
        long last = of("TaskEnd")
                .mapToLong(end -> end.at("/Task Info/Finish Time").asLong())
                .max()
                .orElseThrow();
        return seconds(first("TaskEnd", "/Task Info/Launch Time"), last);
    }

    /** Of a task's answer, as the driver receives it. */
    double bytesOfAnAnswer() {
        return of("TaskEnd")
                .mapToLong(end -> end.at("/Task Metrics/Result Size").asLong())
                .average()
                .orElse(Double.NaN);
    }

    private long first(String kind, String field) {
        return of(kind).mapToLong(event -> event.at(field).asLong()).min().orElseThrow();
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e3;
    }
}

package org.attunet.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has noted about its data: {@code run.json}, or {@code split.json} where it is several folds. Empty text for what it
 * has not: a table of results does not fail for want of a name.
 *
 * @param data the dataset's name, the scale of the work and the split's protocol
 * @param protocol how the set was split: {@code reference 51/9/20}, cases to train, validate and test
 */
public record RunNotes(String data, String protocol) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a run's folder. */
    static RunNotes of(Path folder) {
        JsonNode provenance = read(folder.resolve("run.json"));
        JsonNode split = provenance.has("split") ? provenance.get("split") : read(folder.resolve("split.json"));
        String protocol = split.path("protocol").asText("");
        String facts = Stream.of(fact("scale", provenance.path("scale").asText("")), fact("split", protocol))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(", "));
        String name = provenance.path("dataset").path("name").asText("");
        return new RunNotes(facts.isEmpty() ? name : (name + " (" + facts + ")").strip(), protocol + counts(split));
    }

    private static JsonNode read(Path file) {
        try {
            return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static String fact(String name, String value) {
        return value.isEmpty() ? "" : name + " " + value;
    }

    /** Folds have no counts of their own. */
    private static String counts(JsonNode split) {
        return Stream.of("train", "validation", "test").allMatch(split::has)
                ? Stream.of("train", "validation", "test")
                        .map(part -> Integer.toString(split.get(part).size()))
                        .collect(Collectors.joining("/", " ", ""))
                : "";
    }
}

package org.attunet.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.eval.report.ResultRow.Source;

/**
 * What a run has noted about its data: {@code run.json}, or {@code split.json} and the first fold's {@code run.json} where it is
 * several folds, or {@code evaluation/masks.json} where masks were given. Empty text for what it has not: a table of results does
 * not fail for want of a name.
 *
 * @param source ours, or masks that no run of ours accounts for
 * @param data the dataset's name, the scale of the work and the split's protocol
 * @param protocol how the set was split: {@code reference 51/9/20}, cases to train, validate and test
 */
public record RunNotes(Source source, String data, String protocol) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a run's folder. */
    public static RunNotes of(Path folder) {
        JsonNode masks = read(new EvaluationFolder(RunResults.evaluation(folder)).masks());
        return masks.isEmpty() ? ofRun(folder) : noted(Source.GIVEN_MASKS, masks, masks.path("split"));
    }

    private static RunNotes ofRun(Path folder) {
        JsonNode own = read(folder.resolve("run.json"));
        JsonNode provenance = own.isEmpty() ? read(folder.resolve("fold-1").resolve("run.json")) : own;
        JsonNode folds = read(folder.resolve("split.json"));
        boolean ours = !provenance.isEmpty() || !folds.isEmpty() || Files.exists(folder.resolve("experiment.yaml"));
        return noted(ours ? Source.OURS : Source.GIVEN_MASKS, provenance, own.has("split") ? own.get("split") : folds);
    }

    private static RunNotes noted(Source source, JsonNode provenance, JsonNode split) {
        String protocol = split.path("protocol").asText("");
        String facts = Stream.of(fact("scale", provenance.path("scale").asText("")), fact("split", protocol))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(", "));
        String name = provenance.path("dataset").path("name").asText("");
        return new RunNotes(
                source, facts.isEmpty() ? name : (name + " (" + facts + ")").strip(), protocol + counts(split));
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

package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.report.RunNotes;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Node;
import org.attunet.experiments.settings.RenamedSettings;
import org.attunet.experiments.settings.YamlReader;

/**
 * A run folder as the comparison page shows it. Nothing need be there yet: a run in progress has no results, one that has just
 * begun no history.
 *
 * @param experiment name of the experiment
 * @param id name of the run among the experiment's
 * @param folder the run folder
 */
record RunView(String experiment, String id, Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Everything the page needs, as one object. */
    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("experiment", experiment);
        json.put("id", id);
        json.put("source", RunNotes.of(folder).source().title());
        json.put("state", outcome().path("state").asText(""));
        json.put("written", written());
        json.set("history", History.read(folder.resolve("history.csv")).json());
        json.set("settings", settings());
        json.set("summary", read("evaluation/summary.json"));
        json.set("dice", dice());
        json.putPOJO("overlays", overlays());
        return json;
    }

    private JsonNode outcome() {
        return read("run.json").path("outcome");
    }

    /** Milliseconds since 1970 of the newest epoch; 0 before the first. */
    private long written() {
        return folder.resolve("history.csv").toFile().lastModified();
    }

    /** Case to its Dice. */
    private ObjectNode dice() {
        ObjectNode dice = JSON.createObjectNode();
        Path file = folder.resolve("evaluation/per-case.csv");
        if (!ShownFile.fits(file)) {
            return dice;
        }
        try {
            for (Scores scores : PerCaseCsv.read(file)) {
                if (scores.has(Metric.DICE)) {
                    dice.put(scores.caseId(), scores.value(Metric.DICE));
                }
            }
        } catch (DataException e) {
            return dice;
        }
        return dice;
    }

    /** Dotted path to value. */
    private ObjectNode settings() {
        ObjectNode flat = JSON.createObjectNode();
        Path file = folder.resolve("experiment.yaml");
        if (!ShownFile.fits(file)) {
            return flat;
        }
        try {
            String yaml = Files.readString(file);
            flatten(RenamedSettings.in(YamlReader.read(yaml, "experiment.yaml"), new ArrayList<>()), "", flat);
        } catch (IOException | ConfigurationException e) {
            return flat;
        }
        return flat;
    }

    private static void flatten(Node.Mapping mapping, String prefix, ObjectNode flat) {
        mapping.entries().forEach((key, value) -> {
            if (value instanceof Node.Mapping below) {
                flatten(below, prefix + key + ".", flat);
            } else {
                flat.put(prefix + key, value.show());
            }
        });
    }

    /** An object; an empty one where the file is none. */
    private JsonNode read(String name) {
        Path file = folder.resolve(name);
        try {
            JsonNode read = ShownFile.fits(file) ? JSON.readTree(file.toFile()) : null;
            return read instanceof ObjectNode ? read : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    /** File names, sorted. */
    private List<String> overlays() {
        Path overlays = folder.resolve("evaluation/overlays");
        if (!Files.isDirectory(overlays)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(overlays)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // Not ours to read: it hides no other run.
            return List.of();
        }
    }
}

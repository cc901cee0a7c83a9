package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Node;
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
        json.set("history", History.read(folder.resolve("history.csv")).json());
        json.set("settings", settings());
        json.set("summary", summary());
        json.putPOJO("overlays", overlays());
        return json;
    }

    /** Dotted path to value. */
    private ObjectNode settings() {
        ObjectNode flat = JSON.createObjectNode();
        try {
            String yaml = Files.readString(folder.resolve("experiment.yaml"));
            flatten(YamlReader.read(yaml, "experiment.yaml"), "", flat);
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

    private JsonNode summary() {
        try {
            return JSON.readTree(folder.resolve("evaluation/summary.json").toFile());
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

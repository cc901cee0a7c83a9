package org.attunet.experiments.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.model.weights.Tensor;
import org.attunet.train.RunFolder;

/**
 * Everything that a run says of itself, field by field: provenance, history, weights, scores. Clock times are left out: they
 * are never the same twice.
 */
final class RunFacts {
    private static final Set<String> CLOCK = Set.of("started", "seconds", "data_seconds", "validation_seconds");

    /** Noted by the check before a run; that the inputs are the same is shown by their hashes. */
    private static final String FINDINGS = "findings";

    private final Map<String, String> facts = new LinkedHashMap<>();

    private RunFacts() {}

    /** Of a run's files, as far as they are there. */
    static Map<String, String> of(RunFolder run) {
        RunFacts facts = new RunFacts();
        try {
            facts.json("run.json", new JsonMapper().readTree(run.provenance().toFile()));
            facts.settings(run);
            facts.table(run.history());
            facts.table(new EvaluationFolder(run.evaluation()).perCase());
            facts.weights(run.best());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts.facts;
    }

    private void json(String path, JsonNode node) {
        if (node.isObject()) {
            node.fields().forEachRemaining(entry -> {
                if (!isClock(entry.getKey()) && !entry.getKey().equals(FINDINGS)) {
                    json(path + " " + entry.getKey(), entry.getValue());
                }
            });
        } else {
            facts.put(path, node.isTextual() ? node.asText() : node.toString());
        }
    }

    /** By what they say: the recorded hash is of a file whose names and defaults are those of the version that wrote it. */
    private void settings(RunFolder run) {
        if (Files.exists(run.experiment())) {
            String now = Experiments.yaml(Experiments.load(run.path().toString(), Optional.empty(), List.of()));
            facts.put("run.json configuration", Hashes.ofText(now));
        }
    }

    /** Each cell, named by its row's first cell and its column. */
    private void table(Path csv) throws IOException {
        if (!Files.exists(csv)) {
            return;
        }
        List<String> lines = Files.readAllLines(csv);
        String[] columns = lines.get(0).split(",", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int n = 1; n < Math.min(cells.length, columns.length); n++) {
                if (!isClock(columns[n])) {
                    facts.put(csv.getFileName() + " " + columns[0] + " " + cells[0] + " " + columns[n], cells[n]);
                }
            }
        }
    }

    /** Columns of times that later versions add have the same ending. */
    private static boolean isClock(String name) {
        return CLOCK.contains(name) || name.endsWith("_seconds");
    }

    private void weights(Path model) {
        if (Files.exists(model)) {
            new TreeMap<>(ModelFile.read(model).weights())
                    .forEach((name, tensor) -> facts.put("weights " + name, fingerprint(tensor)));
        }
    }

    /** The sum shows how far apart two tensors are, the hash whether they are. */
    private static String fingerprint(Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.values().length);
        double sum = 0;
        for (float value : tensor.values()) {
            bytes.putFloat(value);
            sum += value;
        }
        return "sum " + sum + ", SHA-256 " + Hashes.ofBytes(bytes.array());
    }
}

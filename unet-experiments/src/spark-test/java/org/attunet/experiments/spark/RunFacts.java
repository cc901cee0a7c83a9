package org.attunet.experiments.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.attunet.model.weights.Tensor;
import org.attunet.train.Checkpoint;

/** What has to be the same of runs, wherever they were trained. */
final class RunFacts {
    private static final int WITHOUT_SECONDS = 4;

    private RunFacts() {}

    /** Weights, history without its seconds, and scores of every run below a folder, by experiment or fold. */
    static Map<String, List<String>> of(Path runs) throws IOException {
        Map<String, List<String>> facts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(runs)) {
            for (Path history :
                    files.filter(file -> file.endsWith("history.csv")).toList()) {
                Path run = history.getParent();
                String fold = run.getFileName().toString();
                String name = fold.startsWith("fold-")
                        ? fold
                        : run.getParent().getFileName().toString();
                facts.put(name, ofRun(run));
            }
        }
        return facts;
    }

    private static List<String> ofRun(Path run) throws IOException {
        List<String> facts = new ArrayList<>();
        for (String row : Files.readAllLines(run.resolve("history.csv"))) {
            facts.add(String.join(",", List.of(row.split(",", -1)).subList(0, WITHOUT_SECONDS)));
        }
        Path scores = run.resolve("evaluation/per-case.csv");
        if (Files.exists(scores)) { // of a search's candidates, the best has some
            facts.addAll(Files.readAllLines(scores));
        }
        for (String checkpoint : List.of("best", "last")) {
            Map<String, Tensor> weights = Checkpoint.read(run.resolve("checkpoints/" + checkpoint + ".zip"))
                    .model()
                    .weights();
            new TreeMap<>(weights).forEach((name, tensor) -> facts.add(checkpoint + " " + name + " " + sum(tensor)));
        }
        return facts;
    }

    private static String sum(Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length * Float.BYTES);
        bytes.asFloatBuffer().put(tensor.values());
        return DigestUtils.sha256Hex(bytes.array());
    }
}

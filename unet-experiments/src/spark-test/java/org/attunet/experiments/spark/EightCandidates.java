package org.attunet.experiments.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A search of eight candidates. */
final class EightCandidates {
    private static final String NAME = "eight";

    private EightCandidates() {}

    /** As a file. */
    static Path in(Path folder) throws IOException {
        return Files.writeString(folder.resolve(NAME + ".yaml"), """
                strategy: grid
                candidates: 8
                grid-steps: 4
                space:
                  training.learning-rate: {min: 0.001, max: 0.01, scale: log}
                  loss.kind: {values: [dice, dice-ce]}
                """);
    }

    /** What came of it, without runs and minutes. */
    static List<String> table(Path runs) throws IOException {
        return Files.readAllLines(runs.resolve(NAME + ".csv")).stream()
                .map(row -> row.split(",", -1))
                .map(cells -> String.join(",", cells[0], cells[2], cells[3], cells[4]))
                .sorted()
                .toList();
    }
}

package org.attunet.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.SummaryJson;

/** Finds the evaluated runs of a folder {@code RUNS/<experiment>/<run id>/}. */
public final class RunResults {
    private RunResults() {}

    /** Every run with an evaluation, sorted by experiment and run; runs without one are left out. */
    public static List<RunResult> in(Path runs) {
        try (Stream<Path> folders = Files.isDirectory(runs) ? Files.walk(runs, 2) : Stream.empty()) {
            return folders.filter(folder -> runs.relativize(folder).getNameCount() == 2)
                    .filter(folder -> Files.isRegularFile(evaluation(folder).resolve("summary.json")))
                    .sorted()
                    .map(RunResults::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the runs in " + runs, e);
        }
    }

    /** Where a run's scores lie. */
    static Path evaluation(Path run) {
        return run.resolve("evaluation");
    }

    private static RunResult read(Path folder) {
        Path evaluation = evaluation(folder);
        return new RunResult(
                folder.getParent().getFileName().toString(),
                folder.getFileName().toString(),
                folder,
                RunNotes.of(folder),
                SummaryJson.read(evaluation.resolve("summary.json")),
                PerCaseCsv.read(evaluation.resolve("per-case.csv")));
    }
}

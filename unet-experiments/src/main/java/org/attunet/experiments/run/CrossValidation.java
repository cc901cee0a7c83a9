package org.attunet.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.SplitFile;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.task.SideBySide;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.model.engine.Backend;
import org.attunet.train.RunFolder;

/**
 * One experiment on each of several folds. A folder {@code RUNS/<experiment>/folds-<time>} holds a run {@code fold-1},
 * {@code fold-2} … each and the scores of all test cases together, which make one row of the results.
 *
 * @param experiment what is trained
 * @param data on what; its own split plays no part
 * @param folds every case tests in one of them
 * @param folder where
 * @param executor who trains and scores each fold
 */
public record CrossValidation(
        Experiment experiment, RunData data, List<Split> folds, Path folder, TaskExecutor executor) {
    private static final String PREFIX = "folds-";

    /** Refuses what would end every fold. */
    public static void require(Experiment experiment, RunData data, Backend backend) {
        RunStart.require(experiment, data, backend);
    }

    /** A new folder for one; what would end every fold is refused before it is made. */
    public static Path begin(Experiment experiment, RunData data, List<Split> folds, Runs runs, Backend backend) {
        RunStart.require(experiment, data, backend);
        Path folder = runs.create(experiment.name(), PREFIX).path();
        try {
            SplitFile.writeFolds(folds, split(folder));
            AtomicFile.write(new RunFolder(folder).experiment(), Experiments.yaml(experiment));
        } catch (DataException e) {
            Unbegun.discard(new RunFolder(folder));
            throw e;
        }
        return folder;
    }

    /** The newest folder that was begun with these settings and folds. */
    public static Optional<Path> earlier(Experiment experiment, List<Split> folds, Runs runs) {
        return runs.folders(experiment.name()).stream()
                .filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                .filter(folder -> Files.exists(split(folder)) && Files.exists(new RunFolder(folder).experiment()))
                .filter(folder -> SplitFile.readAll(split(folder)).equals(folds))
                .filter(folder -> Experiments.differences(
                                Experiments.load(folder.toString(), Optional.empty(), List.of()), experiment)
                        .isEmpty())
                .findFirst();
    }

    private static Path split(Path folder) {
        return folder.resolve("split.json");
    }

    /** Trains and scores what is left of each fold, then takes the scores together. */
    public Summary run() {
        List<FoldTask> tasks = new ArrayList<>();
        for (int n = 1; n <= folds.size(); n++) {
            tasks.add(new FoldTask(
                    folder.toAbsolutePath().toString(),
                    n,
                    folds.size(),
                    Experiments.yaml(experiment),
                    data.dataset().folder().toAbsolutePath().toString(),
                    new ArrayList<>(data.findings())));
        }
        SideBySide.all(executor, tasks);
        return together(tasks.stream()
                .map(task -> new EvaluationFolder(
                        new RunFolder(folder).fold(task.number()).evaluation()))
                .toList());
    }

    /** The folds that a cross-validation in a folder was begun with. */
    static List<Split> folds(Path folder) {
        return SplitFile.readAll(split(folder));
    }

    private Summary together(List<EvaluationFolder> folds) {
        EvaluationFolder all = new EvaluationFolder(new RunFolder(folder).evaluation());
        List<Scores> scores = new ArrayList<>();
        for (EvaluationFolder fold : folds) {
            scores.addAll(PerCaseCsv.read(fold.perCase()));
            copyPictures(fold.path(), all.path());
        }
        Summary summary = all.write("test", scores);
        DiceLearning.pool(new RunFolder(folder));
        return summary;
    }

    /** What the report shows of a case; links, where the file system has them. */
    private static void copyPictures(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !from.equals(f.getParent()) && Files.isRegularFile(f))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.deleteIfExists(target);
                try {
                    Files.createLink(target, file);
                } catch (UnsupportedOperationException | IOException e) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

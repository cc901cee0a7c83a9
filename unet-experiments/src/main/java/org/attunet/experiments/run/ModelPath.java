package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Split;
import org.attunet.eval.inference.ModelFile;
import org.attunet.train.RunFolder;

/**
 * A model that a user named: a model file, or a run, whose best checkpoint is meant.
 *
 * @param file the model's file
 * @param run the run, where one was named
 */
public record ModelPath(Path file, Optional<RunFolder> run) {
    /** The model of a file or run folder, on a machine that can run it. */
    public static ModelPath of(Path named) {
        ModelPath found = find(named);
        Nd4jEnvironment.load();
        return found;
    }

    /** Whether that is a model's file or a run with a best checkpoint, rather than a scan. */
    public static boolean isModel(Path named) {
        return Files.isDirectory(named)
                ? Files.exists(new RunFolder(named).best())
                : Files.exists(named) && ModelFile.isModel(named);
    }

    /** As above; of a cross-validation's folder, the model of every fold. */
    public static Stream<ModelPath> all(Path named) {
        List<RunFolder> folds = new RunFolder(named).folds();
        return folds.isEmpty() ? Stream.of(of(named)) : folds.stream().map(fold -> of(fold.path()));
    }

    private static ModelPath find(Path named) {
        if (!Files.isDirectory(named)) {
            if (!Files.exists(named)) {
                throw new DataException(named + ": no such run folder or model file");
            }
            ForeignFile.refuse(named, "a model file or a run folder");
            return new ModelPath(named, Optional.empty());
        }
        RunFolder run = Runs.existing(named);
        if (!Files.exists(run.best())) {
            throw new DataException("the run " + named + " has no best checkpoint yet: it was never validated");
        }
        return new ModelPath(run.best(), Optional.of(run));
    }

    /** What messages call it: the run where one was named, else the file. */
    Path named() {
        return run.map(RunFolder::path).orElse(file);
    }

    /** The dataset that the run was trained on. */
    public Optional<Path> dataset() {
        return provenance().map(from -> Path.of(from.dataset().folder()));
    }

    /** How the run divided that dataset; nothing for another one. */
    public Optional<Split> split(Path dataset) {
        return provenance()
                .filter(from -> from.dataset()
                        .folder()
                        .equals(dataset.toAbsolutePath().normalize().toString()))
                .map(Provenance::split);
    }

    /** Where the run came from, where one was named and has begun. */
    Optional<Provenance> provenance() {
        return run.filter(r -> Files.exists(r.provenance())).map(Provenance::read);
    }

    /** Where the run keeps its scores. */
    public Optional<Path> evaluation() {
        return run.map(RunFolder::evaluation);
    }
}

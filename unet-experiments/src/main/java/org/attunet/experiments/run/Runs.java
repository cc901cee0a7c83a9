package org.attunet.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.FileName;
import org.attunet.train.RunFolder;

/**
 * RUNS: a folder per experiment, in each a folder per run.
 *
 * @param root the folder; made when it is first needed
 */
public record Runs(Path root) {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Preprocessed cases, shared by all runs. */
    public Path cache() {
        return root.resolve(".cache");
    }

    /** A new folder, named after the time. */
    public RunFolder create(String experiment) {
        return create(experiment, "");
    }

    /** A new folder, named after the time with a prefix before it. */
    RunFolder create(String experiment, String prefix) {
        String time = prefix + LocalDateTime.now(ZoneId.systemDefault()).format(ID);
        try {
            Path parent = FileName.inside(root, experiment);
            Unbegun.discardAbandoned(parent);
            Files.createDirectories(parent);
            for (int n = 1; ; n++) {
                try {
                    return new RunFolder(Files.createDirectory(parent.resolve(n == 1 ? time : time + "-" + n)));
                } catch (FileAlreadyExistsException e) {
                    // begun in the same second: the next number
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs of an experiment, the newest first. */
    public List<RunFolder> of(String experiment) {
        return folders(experiment).stream()
                .map(RunFolder::new)
                .filter(run -> Files.exists(run.provenance()))
                .toList();
    }

    /** All folders of an experiment, the last by name first. */
    List<Path> folders(String experiment) {
        Path folder = FileName.inside(root, experiment);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest run of an experiment that has not come to its end. */
    public Optional<RunFolder> newestUnfinished(String experiment, int epochs) {
        return of(experiment).stream()
                .filter(run -> !Provenance.read(run).outcome().isFinished(epochs))
                .findFirst();
    }

    /**
     * The newest run of all experiments that has a model.
     *
     * @throws DataException where there is none
     */
    public RunFolder newest() {
        try (Stream<Path> folders = Files.walk(root, 2)) {
            return folders.filter(folder -> root.relativize(folder).getNameCount() == 2)
                    .map(RunFolder::new)
                    .filter(run -> Files.exists(run.experiment()) && Files.exists(run.best()))
                    .max(Comparator.comparing(run -> run.path().getFileName()))
                    .orElseThrow(() -> new DataException("no run under " + root + " has a best checkpoint"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A run of an experiment that a user named, by its folder or by its id.
     *
     * @throws DataException where there is none, naming those that there are
     */
    RunFolder named(String experiment, String name) {
        Path folder = Path.of(name);
        if (!Files.isDirectory(folder)) {
            folder = root.resolve(experiment).resolve(name);
        }
        if (!Files.isDirectory(folder)) {
            List<String> ids = of(experiment).stream()
                    .map(run -> run.path().getFileName().toString())
                    .toList();
            throw new DataException(name + ": neither a run folder nor the id of a run of " + experiment + " under "
                    + root + (ids.isEmpty() ? ", which holds none" : "; there are " + String.join(", ", ids)));
        }
        RunFolder run = existing(folder);
        if (!Files.exists(run.provenance())) {
            throw new DataException(
                    folder + " is no single run: it has no run.json; folds of a cross-validation go on by the same"
                            + " cross-validate command");
        }
        return run;
    }

    /** A run folder that a user named. */
    public static RunFolder existing(Path path) {
        RunFolder run = new RunFolder(path);
        if (!Files.isDirectory(path)) {
            throw new DataException(path + ": no such run folder");
        }
        if (!Files.exists(run.experiment())) {
            throw new DataException(path + " is no run folder: it has no experiment.yaml");
        }
        return run;
    }
}

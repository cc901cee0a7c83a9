package org.attunet.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.DataException;

/**
 * Where a run keeps what.
 *
 * @param path the run's folder, {@code RUNS/<experiment>/<run id>}
 */
public record RunFolder(Path path) {
    /** Folder of a run in which its repetitions are kept. */
    public static final String REPETITIONS = "repro";

    private static final String FOLD = "fold-";
    private static final String COARSE = "coarse";

    /** Every setting, defaults filled in. */
    public Path experiment() {
        return path.resolve("experiment.yaml");
    }

    /** Where it came from. */
    public Path provenance() {
        return path.resolve("run.json");
    }

    /** The checkpoint with the highest validation Dice. */
    public Path best() {
        return path.resolve("checkpoints").resolve("best.zip");
    }

    /** The newest checkpoint. */
    public Path last() {
        return path.resolve("checkpoints").resolve("last.zip");
    }

    /** The newest checkpoint but one. */
    public Path previous() {
        return path.resolve("checkpoints").resolve("previous.zip");
    }

    /** One row per epoch. */
    public Path history() {
        return path.resolve("history.csv");
    }

    /** What was logged while it trained. */
    public Path log() {
        return path.resolve("train.log");
    }

    /** By which its training and validation cases are recognised. */
    public Path fingerprints() {
        return path.resolve("fingerprints.json");
    }

    /** The loss curve. */
    public Path lossPlot() {
        return path.resolve("loss.png");
    }

    /** What the training UI reads. */
    public Path statistics() {
        return path.resolve("stats.db");
    }

    /** Scores and overlays. */
    public Path evaluation() {
        return path.resolve("evaluation");
    }

    /** The run of a fold, counted from 1, where this folder is that of a cross-validation. */
    public RunFolder fold(int number) {
        return new RunFolder(path.resolve(FOLD + number));
    }

    /** The run of the coarse model that was trained for this one. */
    public RunFolder coarse() {
        return new RunFolder(path.resolve(COARSE));
    }

    /** The runs of all folds, where this folder is that of a cross-validation; else none. */
    public List<RunFolder> folds() {
        return Stream.iterate(1, n -> n + 1)
                .map(this::fold)
                .takeWhile(fold -> Files.isDirectory(fold.path()))
                .toList();
    }

    /** Makes the folder, where it is not there. */
    public void make() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Preprocessed cases, shared by all runs under RUNS. */
    public Path cache() {
        Path folder = path.toAbsolutePath().normalize();
        if (Files.exists(new RunFolder(folder.getParent()).experiment()) && folder.endsWith(COARSE)) {
            return new RunFolder(folder.getParent()).cache();
        }
        if (REPETITIONS.equals(String.valueOf(folder.getParent().getFileName()))) {
            return new RunFolder(folder.getParent().getParent()).cache();
        }
        boolean isFold = folder.getFileName().toString().matches(FOLD + "\\d+");
        return folder.resolve(isFold ? "../../../.cache" : "../../.cache").normalize();
    }

    /**
     * A folder that somebody took away or renamed is not made again by what is written into it: half a run is none.
     *
     * @throws DataException if it is not there
     */
    public void requireThere() {
        require(path, Files.isDirectory(path));
    }

    /** As above, of the checkpoints' folder. */
    public void requireCheckpoints() {
        require(last().getParent(), Files.isDirectory(last().getParent()));
    }

    /** As above, with what was written when the run began: a deletion that meets a file just being written leaves the folder behind. */
    public void requireBegun() {
        require(provenance(), Files.exists(provenance()));
    }

    private static void require(Path file, boolean isThere) {
        if (!isThere) {
            throw new DataException(file + " was there when the run began and is gone, so that nothing can be saved;"
                    + " put it back and --resume, or start the run again");
        }
    }

    /** {@code <experiment>/<run id>}. */
    public String name() {
        Path experiment = path.toAbsolutePath().getParent();
        return (experiment == null ? "" : experiment.getFileName() + "/") + path.getFileName();
    }
}

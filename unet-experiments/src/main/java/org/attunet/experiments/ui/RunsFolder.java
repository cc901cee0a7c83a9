package org.attunet.experiments.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.FileName;

/**
 * RUNS, as it is at the moment of each question.
 *
 * @param root the folder that holds one folder per experiment, each with one per run
 */
record RunsFolder(Path root) {
    /**
     * Every run, and every evaluation of given masks that lies like one, by experiment and then by id, the newest last; the folds of
     * a cross-validation come before it.
     */
    List<RunView> runs() {
        List<RunView> runs = new ArrayList<>();
        for (Path experiment : folders(root)) {
            for (Path run : folders(experiment)) {
                folders(run).forEach(fold -> addRun(runs, experiment, fold));
                addRun(runs, experiment, run);
            }
        }
        return runs;
    }

    private static void addRun(List<RunView> runs, Path experiment, Path run) {
        if (Stream.of("experiment.yaml", "history.csv", "evaluation/summary.json")
                .anyMatch(name -> Files.exists(run.resolve(name)))) {
            String id = experiment.relativize(run).toString().replace('\\', '/');
            runs.add(new RunView(experiment.getFileName().toString(), id, run));
        }
    }

    /**
     * An overlay that a run lists. The folders of an experiment and of a run may be links to elsewhere, such as another disk, which
     * whoever keeps the runs has set; names, and links within a run, that lead out of it are none.
     */
    Optional<Path> overlay(String experiment, String run, String name) {
        try {
            String[] parts = run.split("/", 2);
            Path folder =
                    FileName.inside(FileName.inside(root, experiment), parts[0]).toRealPath();
            Path inner = parts.length == 1 ? folder : FileName.inside(folder, parts[1]);
            Path overlays = inner.resolve("evaluation/overlays");
            Path file = overlays.resolve(name).toRealPath();
            boolean inside = file.getParent().equals(overlays);
            return inside && name.endsWith(".png") && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException | InvalidPathException | DataException e) {
            return Optional.empty();
        }
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            // Not ours to read: it hides no other run.
            return List.of();
        }
    }
}

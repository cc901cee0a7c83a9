package org.attunet.experiments.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attunet.data.Unfinished;
import org.attunet.train.RunFolder;

/** Folders of runs that ended before their {@code run.json} was written: nobody can resume, score or report one. */
final class Unbegun {
    /** What is there before the first {@code run.json}; a folder that holds anything else is left alone. */
    private static final Set<String> FILES = Set.of(RunLock.NAME, "experiment.yaml", "split.json");

    private Unbegun() {}

    /** Removes the folder of a run that nobody else can have; one of a run that began stays. */
    static void discard(RunFolder run) {
        try (Stream<Path> children = Files.list(run.path())) {
            List<Path> files = children.toList();
            if (files.stream().allMatch(Unbegun::isOfNoRun)) {
                for (Path file : files) {
                    Files.delete(file);
                }
                discardEmpty(run.path());
            }
        } catch (IOException e) {
            // It is gone, or the disk takes no change: what ended the run is the failure to report.
            return;
        }
    }

    /** Removes a run's folder in which no file could be written, and the experiment's if it was the only one; no others. */
    static void discardEmpty(Path run) {
        for (Path folder : List.of(run, run.toAbsolutePath().getParent())) {
            try {
                // A link to a folder elsewhere is the user's.
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(folder);
                }
            } catch (IOException e) {
                return; // not empty: it stays
            }
        }
    }

    private static boolean isOfNoRun(Path file) {
        String name = file.getFileName().toString();
        return FILES.contains(name) || RunLease.isOf(Path.of(RunLock.NAME), file) || name.startsWith(Unfinished.PREFIX);
    }

    /** Removes what killed processes have left of such runs in an experiment's folder. */
    static void discardAbandoned(Path experiment) {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(experiment, Files::isDirectory)) {
            for (Path run : runs) {
                if (!Files.exists(new RunFolder(run).provenance())) {
                    RunLock.ofNobody(run.resolve(RunLock.NAME)).ifPresent(lock -> {
                        discard(new RunFolder(run));
                        lock.close();
                    });
                }
            }
        } catch (IOException e) {
            // Litter harms nobody, and a folder that cannot be listed shows itself by what is needed of it.
            return;
        }
    }
}

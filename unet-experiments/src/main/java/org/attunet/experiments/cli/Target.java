package org.attunet.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.attunet.data.phantom.PhantomDataset.Existing;
import picocli.CommandLine.Option;

/** Where results are written: what is there is only overwritten where that was asked for. */
final class Target {
    @Option(names = "--force", description = "Overwrite what is there.", order = 90)
    private boolean force;

    /** A file to be written: refuses one that exists. */
    Path file(Path path) {
        if (!force && Files.exists(path)) {
            throw new UsageException(path + " exists already; --force overwrites it");
        }
        return path;
    }

    /** A folder to be filled: refuses one that holds anything. */
    Path folder(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UsageException(path + " is a file, a folder is expected");
        }
        if (!force && Files.exists(path) && !isEmpty(path)) {
            throw new UsageException(path + " holds files already; --force writes into it all the same");
        }
        return path;
    }

    /** What a folder of phantoms that is there means. */
    Existing existing() {
        return force ? Existing.REPLACE : Existing.REFUSE;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

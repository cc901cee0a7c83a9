package org.attunet.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.DataException;

/** What is read must be there; said before anything is loaded. */
final class Inputs {
    private Inputs() {}

    /** The path, which must exist. */
    static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": no such file or folder");
        }
        return path;
    }

    /** The path, which must be a folder. */
    static Path folder(Path path) {
        if (!Files.isDirectory(existing(path))) {
            throw new DataException(path + ": a folder is expected, this is a file");
        }
        return path;
    }
}

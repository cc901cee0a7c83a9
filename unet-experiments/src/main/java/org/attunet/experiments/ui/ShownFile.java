package org.attunet.experiments.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which of a run's files the comparison page reads: a link to a device never ends, and somebody else's file may be of any size. */
final class ShownFile {
    /** A history of a hundred thousand epochs has 10 MB. */
    private static final long MOST_BYTES = 32 << 20;

    private ShownFile() {}

    static boolean fits(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}

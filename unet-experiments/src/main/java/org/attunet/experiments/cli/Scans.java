package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Locale;

/** Names of scans' files. */
final class Scans {
    private Scans() {}

    /** Whether a target is a file rather than a folder for several. */
    static boolean namesFile(Path out) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }
}

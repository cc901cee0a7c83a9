package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Locale;

/** Names of scans' files. */
final class Scans {
    private Scans() {}

    /** Whether a target is a file rather than a folder for several. */
    static boolean namesFile(Path out) {
        String name = lowerCaseName(out);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    /** Whether a target is a DICOM file. */
    static boolean namesSegmentation(Path out) {
        return lowerCaseName(out).endsWith(".dcm");
    }

    private static String lowerCaseName(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}

package org.attunet.experiments.cli;

import java.util.Locale;
import org.attunet.experiments.place.Place;

/** Names of scans' files. */
final class Scans {
    private Scans() {}

    /** Whether a target is a file rather than a folder for several. */
    static boolean namesFile(Place out) {
        String name = lowerCaseName(out);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    /** Whether a target is a DICOM file. */
    static boolean namesSegmentation(Place out) {
        return lowerCaseName(out).endsWith(".dcm");
    }

    private static String lowerCaseName(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }
}

package org.attunet.data.dicom;

import java.util.regex.Pattern;

/**
 * How messages name a file. Names that machines give are shown; any other may be made of the patient's name, number or
 * date, so the file's place in the order of paths stands for it.
 */
final class FileLabel {
    private static final Pattern MACHINE =
            Pattern.compile("(?i)(im|img|image|i|ct|slice|dcm)?[-_]?\\d{1,7}([-_]\\d{1,5})?(\\.(dcm|ima|dicom))?");

    private FileLabel() {}

    static String of(String path, int ordinal) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String place = "file " + ordinal + " in the order of paths";
        return MACHINE.matcher(name).matches() ? name + " (" + place + ")" : place;
    }
}

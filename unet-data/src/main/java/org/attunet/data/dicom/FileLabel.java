package org.attunet.data.dicom;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How messages name a file. Names that machines give are shown; any other may be made of the patient's name, number or
 * date, so the file's place in the order of paths stands for it.
 */
final class FileLabel {
    private static final Pattern MACHINE =
            Pattern.compile("(?i)(im|img|image|i|ct|slice|dcm)?[-_]?\\d{1,7}([-_]\\d{1,5})?(\\.(dcm|ima|dicom))?");

    /** Files that a message names one by one. */
    private static final int SHOWN = 5;

    private FileLabel() {}

    /** Several files, the first few of them by name. */
    static String list(List<SliceHeader> files) {
        String first = files.stream().limit(SHOWN).map(SliceHeader::label).collect(Collectors.joining(", "));
        return files.size() <= SHOWN ? first : first + " and " + (files.size() - SHOWN) + " more";
    }

    static String of(String path, int ordinal) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String place = "file " + ordinal + " in the order of paths";
        return MACHINE.matcher(name).matches() ? name + " (" + place + ")" : place;
    }
}

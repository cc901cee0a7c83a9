package org.attunet.data.dataset;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attunet.data.nifti.NiftiFiles;

/** What the name of an image file says. */
final class CaseName {
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,18})\\D*$");

    private CaseName() {}

    /** The name without the ending of an image file; empty for any other file, hidden ones and the voxels of a pair included. */
    static Optional<String> stem(Path file) {
        return NiftiFiles.isScan(file) ? NiftiFiles.stem(file).map(CaseName::composed) : Optional.empty();
    }

    /** In Unicode's composed form: macOS hands out names decomposed, and both look the same. */
    static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** The last run of digits: 1 for {@code PANCREAS_0001} as for {@code label0001}. */
    static OptionalLong number(String stem) {
        Matcher matcher = LAST_NUMBER.matcher(stem);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}

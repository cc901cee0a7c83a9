package org.attunet.data.nifti;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;

/**
 * Names of NIfTI files: {@code .nii}, {@code .hdr} and {@code .img}, each perhaps with {@code .gz}, in any mixture of small and
 * capital letters. Hidden files, among them the {@code ._NAME} that macOS leaves beside every file it copies, are none.
 */
public final class NiftiFiles {
    private static final Pattern NAME = Pattern.compile("(?is)(.+)\\.(nii|hdr|img)(\\.gz)?");

    private NiftiFiles() {}

    private static Matcher matcher(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName()));
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** The name without its ending; nothing where it is not that of a NIfTI file. */
    public static Optional<String> stem(Path file) {
        Matcher name = matcher(file);
        return name.matches() && !isHidden(file) ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Whether a file stands for a scan where a folder is listed: a pair is named by its header alone. */
    public static boolean isScan(Path file) {
        Matcher name = matcher(file);
        return name.matches() && !isHidden(file) && !name.group(2).equalsIgnoreCase("img");
    }

    /**
     * The scans of a folder itself, sorted by path.
     *
     * @throws DataException if the folder cannot be listed
     */
    public static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(NiftiFiles::isScan).sorted().toList();
        } catch (IOException e) {
            throw new DataException("the folder " + folder + " cannot be listed: " + FileFailure.reason(e), e);
        }
    }

    /** Every file that a scan consists of: itself, and the other half of a pair where it is there. */
    public static List<Path> parts(Path file) {
        return Stream.concat(
                        Stream.of(file),
                        Stream.concat(half(file, "hdr", "img").stream(), half(file, "img", "hdr").stream()))
                .toList();
    }

    /**
     * The file beside one that ends in {@code from}, whose name differs by {@code to} in its place: compressed alike if there is
     * such a file, in letters of the same size if there is such a file. Nothing where there is none.
     */
    static Optional<Path> half(Path file, String from, String to) {
        Matcher name = matcher(file);
        if (!name.matches() || !name.group(2).equalsIgnoreCase(from)) {
            return Optional.empty();
        }
        String gz = name.group(3) == null ? "" : name.group(3);
        String capital = name.group(2).equals(from) ? to : to.toUpperCase(Locale.ROOT);
        String alike = name.group(1) + "." + capital + gz;
        Path first = file.resolveSibling(alike);
        return Files.exists(first) ? Optional.of(first) : other(file, name.group(1), to, alike);
    }

    private static Optional<Path> other(Path file, String stem, String ending, String alike) {
        Path folder = file.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(other -> isHalf(other, stem, ending))
                    .map(other -> file.resolveSibling(other.getFileName()))
                    .min(Comparator.comparing((Path other) ->
                                    !other.getFileName().toString().equalsIgnoreCase(alike))
                            .thenComparing(Comparator.naturalOrder()));
        } catch (IOException e) {
            throw NiftiInput.unreadable(folder, e);
        }
    }

    private static boolean isHalf(Path file, String stem, String ending) {
        Matcher name = matcher(file);
        return name.matches()
                && name.group(1).equals(stem)
                && name.group(2).equalsIgnoreCase(ending)
                && Files.exists(file);
    }
}

package org.attunet.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that was read from a file and becomes part of a file's name: it is one on every system, and never a path. Whoever makes a
 * path of any name puts it into its folder with {@link #inside}.
 *
 * @param text as it was read
 */
public record FileName(String text) {
    /** With what stands before and behind it, a file's name still fits the 255 bytes that file systems allow. */
    private static final int MOST_BYTES = 120;

    /** Separators of either system and what Windows keeps for itself; whatever controls a terminal; what turns the direction of text. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[/\\\\<>:\"|?*\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\p{Cs}]");

    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

    /** Refuses what is no name. */
    public FileName {
        problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /**
     * A name out of a file.
     *
     * @param what it names: {@code class name}
     * @param where the file
     * @throws DataException if it is no name
     */
    public static FileName of(String text, String what, Object where) {
        problem(text).ifPresent(problem -> {
            throw DataException.refuse(
                    BadInput.M4,
                    where,
                    "a " + what + " becomes part of a file's name and cannot",
                    "a name without separators, 1 to " + MOST_BYTES + " bytes long",
                    problem,
                    "Do not use a file from a source that you do not trust; else write it again with another name.");
        });
        return new FileName(text);
    }

    /** What is wrong with a name; nothing where it is one. */
    public static Optional<String> problem(String text) {
        if (text == null || text.isBlank()) {
            return Optional.of("none");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            return Optional.of("one of " + bytes + " bytes that begins '" + shown(text.substring(0, 20)) + "'");
        }
        boolean isNone =
                text.equals(".") || text.equals("..") || RESERVED.matcher(text).matches();
        boolean endsBadly = text.endsWith(".") || text.endsWith(" ");
        return FORBIDDEN.matcher(text).find() || isNone || endsBadly
                ? Optional.of("'" + shown(text) + "'")
                : Optional.empty();
    }

    /** Without what a terminal would obey. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\p{Cs}]", "\uFFFD");
    }

    /**
     * A file of a folder, proven to lie in it.
     *
     * @param name of the file, whatever it was made of
     * @throws DataException if the name leads elsewhere
     */
    public static Path inside(Path folder, String name) {
        Path home = folder.toAbsolutePath().normalize();
        try {
            Path file = home.resolve(name).normalize();
            if (home.equals(file.getParent()) && name.equals(file.getFileName().toString())) {
                return folder.resolve(name);
            }
        } catch (InvalidPathException e) {
            throw outside(folder, name).causedBy(e);
        }
        throw outside(folder, name);
    }

    private static DataException outside(Path folder, String name) {
        return DataException.refuse(
                BadInput.M4,
                folder,
                "a file's name leads out of its folder",
                "the name of a file in it",
                "'" + shown(name) + "'",
                "Do not use files from a source that you do not trust.");
    }
}

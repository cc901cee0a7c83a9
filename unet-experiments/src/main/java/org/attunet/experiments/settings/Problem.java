package org.attunet.experiments.settings;

import java.util.Comparator;

/**
 * One thing that is wrong with a configuration.
 *
 * @param source where it was written: a file with its line, {@code --set}, or the name of a shipped experiment
 * @param path dotted path of the setting, such as {@code training.learning-rate}; empty for the document itself
 * @param message what was found, what was expected, and what to write instead
 */
public record Problem(String source, String path, String message) {
    private static final int MOST_CHARACTERS = 1000;

    /** Files one after the other, each from top to bottom. */
    static final Comparator<Problem> IN_ORDER = Comparator.comparing((Problem p) -> p.source.replaceFirst(":\\d+$", ""))
            .thenComparingInt(Problem::line);

    private int line() {
        String digits = source.substring(source.lastIndexOf(':') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /** Whether another says the same of the same setting, in whatever line. */
    public boolean saysTheSame(Problem other) {
        return path.equals(other.path) && message.equals(other.message);
    }

    /** The same of a setting that stands below a key. */
    public Problem below(String key) {
        return new Problem(source, path.isEmpty() ? key : key + "." + path, message);
    }

    @Override
    public String toString() {
        return source + ": " + (path.isEmpty() ? "" : shortened(path) + ": ") + shortened(message);
    }

    /** A value that is quoted may be of any length. */
    private static String shortened(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + " …" : text;
    }
}

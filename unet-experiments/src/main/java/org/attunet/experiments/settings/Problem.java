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
    /** Files one after the other, each from top to bottom. */
    static final Comparator<Problem> IN_ORDER = Comparator.comparing((Problem p) -> p.source.replaceFirst(":\\d+$", ""))
            .thenComparingInt(Problem::line);

    private int line() {
        String digits = source.substring(source.lastIndexOf(':') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    @Override
    public String toString() {
        return source + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}

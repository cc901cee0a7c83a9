package org.attunet.experiments.settings;

/**
 * One thing that is wrong with a configuration.
 *
 * @param source where it was written: a file with its line, {@code --set}, or the name of a shipped experiment
 * @param path dotted path of the setting, such as {@code training.learning-rate}; empty for the document itself
 * @param message what was found, what was expected, and what to write instead
 */
public record Problem(String source, String path, String message) {
    @Override
    public String toString() {
        return source + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}

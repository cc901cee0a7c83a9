package org.attunet.experiments.task;

import java.util.Optional;

/**
 * A line that a worker prints for whoever started it. Whatever else its libraries print there is none.
 *
 * @param kind of the line
 * @param word what it carries
 */
record Reply(Kind kind, String word) {
    private static final String MARK = "@unet";

    enum Kind {
        /** How far the task is: a text. */
        PROGRESS,
        /** What the task has to say to people: a line. */
        NOTE,
        /** What the task returned. */
        RESULT,
        /** What the task threw. */
        FAILURE
    }

    /** Whether the task is over with it. */
    boolean isEnd() {
        return kind == Kind.RESULT || kind == Kind.FAILURE;
    }

    String line() {
        return MARK + " " + kind + " " + word;
    }

    static Optional<Reply> of(String line) {
        String[] words = line.split(" ", 3);
        return words.length == 3 && words[0].equals(MARK)
                ? Optional.of(new Reply(Kind.valueOf(words[1]), words[2]))
                : Optional.empty();
    }
}

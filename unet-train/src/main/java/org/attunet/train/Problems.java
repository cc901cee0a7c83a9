package org.attunet.train;

import java.util.StringJoiner;
import org.attunet.model.SettingsException;

/** What is wrong with some training settings; all of it is said at once. */
final class Problems {
    private final StringJoiner found = new StringJoiner("; ");

    /** @param problem begins with the setting's name below {@code training} */
    Problems unless(boolean holds, String problem) {
        if (!holds) {
            found.add("training." + problem);
        }
        return this;
    }

    Problems atLeast(int least, String name, int value) {
        return unless(value >= least, name + " must be at least " + least + ", not " + value);
    }

    Problems notNegative(String name, Number value) {
        return unless(value.doubleValue() >= 0, name + " must not be negative, not " + value);
    }

    void refuse() {
        if (found.length() > 0) {
            throw new SettingsException(found.toString());
        }
    }
}

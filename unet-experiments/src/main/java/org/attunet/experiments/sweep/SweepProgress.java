package org.attunet.experiments.sweep;

import java.util.Locale;

/** How far a sweep has come, and how long the rest will take at this pace. */
final class SweepProgress {
    /** What takes less was done before and says nothing of the rest. */
    private static final double BARELY_MINUTES = 0.01;

    private final int all;
    private int done;
    private int worked;
    private double minutes;

    SweepProgress(int all) {
        this.all = all;
    }

    /** One candidate more, and how long it took. */
    void add(double taken) {
        done++;
        if (taken > BARELY_MINUTES) {
            worked++;
            minutes += taken;
        }
    }

    /** One line for people. */
    String text() {
        String counted = String.format(Locale.ROOT, "%d of %d done, %.1f minutes", done, all, minutes);
        boolean known = worked > 0 && done < all;
        return counted
                + (known ? String.format(Locale.ROOT, "; about %.1f to go", minutes / worked * (all - done)) : "")
                + System.lineSeparator();
    }
}

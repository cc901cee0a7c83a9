package org.attunet.eval.report;

/**
 * Which CT values are shown from black to white.
 *
 * @param low HU shown black
 * @param high HU shown white
 */
public record GreyWindow(double low, double high) {
    /** What radiologists look at abdominal organs with: 400 HU wide around 40. */
    public static final GreyWindow ABDOMEN = new GreyWindow(-160, 240);

    /** Refuses a window without width. */
    public GreyWindow {
        if (!(low < high)) {
            throw new IllegalArgumentException("a grey window runs from low to high, not from " + low + " to " + high);
        }
    }

    /** 0…255. */
    int grey(double value) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, (value - low) / (high - low))));
    }
}

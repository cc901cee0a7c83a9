package org.attunet.data.transform;

/**
 * A change of values, not of the grid: {@code (clip(v, low, high) - centre) / divisor}.
 *
 * @param low values below become this, before anything else
 * @param high values above become this
 * @param centre what becomes 0
 * @param divisor what becomes 1 above the centre; positive
 */
record Rescale(double low, double high, double centre, double divisor) {
    static final Rescale IDENTITY = new Rescale(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1);

    Rescale {
        if (!(divisor > 0) || !(low < high)) {
            throw new IllegalArgumentException("no rescaling: " + low + "…" + high + " divided by " + divisor);
        }
    }

    boolean isIdentity() {
        return equals(IDENTITY);
    }

    double clip(double value) {
        return value < low ? low : value > high ? high : value;
    }

    /** A value is rescaled to above 0 exactly where it lies above this. */
    double zero() {
        return centre < low ? Double.NEGATIVE_INFINITY : centre >= high ? Double.POSITIVE_INFINITY : centre;
    }
}

package org.attunet.data.transform;

/**
 * From {@code low} to {@code high}, both included.
 *
 * @param low smaller end
 * @param high larger end
 */
public record Range(double low, double high) {
    /** Refuses an empty range. */
    public Range {
        if (!(low < high)) {
            throw new IllegalArgumentException("a range goes from low to high, not from " + low + " to " + high);
        }
    }

    /** Whether the value lies in it. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}

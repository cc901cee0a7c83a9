package org.attunet.data.transform;

import java.util.Arrays;
import org.attunet.data.volume.Volume;

/** Percentiles of a volume's values, interpolated linearly between order statistics as NumPy's {@code percentile} does. */
public final class Percentile {
    private final float[] sorted;

    /** Of all values of a volume. */
    public Percentile(Volume volume) {
        sorted = volume.isShort() ? volume.floats() : volume.floats().clone();
        Arrays.parallelSort(sorted);
    }

    /** {@code percent} is 0…100. */
    public double at(double percent) {
        double position = percent / 100 * (sorted.length - 1);
        int low = (int) position;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (position - low) * ((double) sorted[high] - sorted[low]);
    }
}

package org.attunet.data.volume;

/**
 * Extremes and mean of a volume's finite values, and the values at its ends.
 *
 * @param min smallest finite value, NaN where there is none
 * @param max largest finite value, NaN where there is none
 * @param mean of the finite values, summed in double precision; NaN where there is none
 * @param nan number of values that are not a number
 * @param infinite number of infinite values
 * @param first the first value, finite or not
 * @param last the last value, finite or not
 */
public record VolumeStatistics(double min, double max, double mean, int nan, int infinite, double first, double last) {
    /** One pass over the values. */
    public static VolumeStatistics of(Volume volume) {
        return volume.isShort() ? ofShorts(volume.shorts()) : ofFloats(volume.floats());
    }

    private static VolumeStatistics ofShorts(short[] values) {
        int min = Short.MAX_VALUE;
        int max = Short.MIN_VALUE;
        long sum = 0;
        for (short value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
        }
        return new VolumeStatistics(min, max, (double) sum / values.length, 0, 0, values[0], values[values.length - 1]);
    }

    private static VolumeStatistics ofFloats(float[] values) {
        Tally tally = new Tally();
        for (float value : values) {
            tally.add(value);
        }
        return tally.statistics();
    }

    /** Number of values that are no finite number. */
    public int notFinite() {
        return nan + infinite;
    }

    /** Takes values one by one, in double precision. */
    public static final class Tally {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private int finite;
        private int nan;
        private int infinite;
        private double first;
        private double last;

        /** Counts one more value. */
        public void add(double value) {
            first = finite + nan + infinite == 0 ? value : first;
            last = value;
            if (Math.abs(value) <= Double.MAX_VALUE) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                finite++;
            } else if (Double.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }

        /** Of all values so far. */
        public VolumeStatistics statistics() {
            return finite == 0
                    ? new VolumeStatistics(Double.NaN, Double.NaN, Double.NaN, nan, infinite, first, last)
                    : new VolumeStatistics(min, max, sum / finite, nan, infinite, first, last);
        }
    }
}

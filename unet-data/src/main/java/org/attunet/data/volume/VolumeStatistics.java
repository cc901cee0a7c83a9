package org.attunet.data.volume;

/**
 * Extremes, mean and spread of a volume's finite values, and the values at its ends.
 *
 * @param min smallest finite value, NaN where there is none
 * @param max largest finite value, NaN where there is none
 * @param mean of the finite values, summed without round-off that would add up; NaN where there is none
 * @param nan number of values that are not a number
 * @param infinite number of infinite values
 * @param first the first value, finite or not
 * @param last the last value, finite or not
 * @param deviation root of the finite values' mean squared distance from their mean; NaN where there is none
 * @param measured what remains without a filling
 */
public record VolumeStatistics(
        double min,
        double max,
        double mean,
        int nan,
        int infinite,
        double first,
        double last,
        double deviation,
        Measured measured) {
    /** Below this nothing is measured: air is −1000 HU, and its noise, or what resampling overshoots, does not reach this far. */
    static final int FILLING = -1200;

    /**
     * The finite values that something may have been measured at, all but those under −1200 HU.
     *
     * @param filled how many were left out
     * @param min smallest of the others, NaN where there is none
     * @param mean of the others
     * @param deviation of the others
     */
    public record Measured(int filled, double min, double mean, double deviation) {}

    /** One pass over the values. */
    public static VolumeStatistics of(Volume volume) {
        return volume.isShort() ? ofShorts(volume.shorts()) : ofFloats(volume.floats());
    }

    private static VolumeStatistics ofShorts(short[] values) {
        WholeTally tally = new WholeTally();
        for (short value : values) {
            tally.add(value);
        }
        return tally.statistics(values[0], values[values.length - 1]);
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

    /** Shorts: sums of whole numbers are exact. */
    private static final class WholeTally {
        private int max = Short.MIN_VALUE;
        private int min = Short.MAX_VALUE;
        private int measuredMin = Integer.MAX_VALUE;
        private int count;
        private long sum;
        private long squares;
        private int filled;
        private long filledSum;
        private long filledSquares;

        void add(int value) {
            max = Math.max(max, value);
            min = Math.min(min, value);
            count++;
            sum += value;
            squares += (long) value * value;
            if (value >= FILLING) {
                measuredMin = Math.min(measuredMin, value);
            } else {
                filled++;
                filledSum += value;
                filledSquares += (long) value * value;
            }
        }

        VolumeStatistics statistics(int first, int last) {
            int others = count - filled;
            Measured measured = new Measured(
                    filled,
                    others == 0 ? Double.NaN : measuredMin,
                    (double) (sum - filledSum) / others,
                    spread(others, (double) (sum - filledSum), (double) (squares - filledSquares)));
            return new VolumeStatistics(
                    min,
                    max,
                    (double) sum / count,
                    0,
                    0,
                    first,
                    last,
                    spread(count, (double) sum, (double) squares),
                    measured);
        }
    }

    private static double spread(int count, double sum, double squares) {
        double mean = sum / count;
        return Math.sqrt(Math.max(squares / count - mean * mean, 0));
    }

    /** Takes values one by one, in double precision. */
    public static final class Tally {
        private final Part all = new Part();
        private final Part measured = new Part();
        private double max = Double.NEGATIVE_INFINITY;
        private int nan;
        private int infinite;
        private double first;
        private double last;

        /** Counts one more value. */
        public void add(double value) {
            add(value, 0);
        }

        /** Counts the value {@code high + low}, which one double may not hold exactly. */
        public void add(double high, double low) {
            double value = high + low;
            first = all.count + nan + infinite == 0 ? value : first;
            last = value;
            if (Math.abs(value) <= Double.MAX_VALUE) {
                max = Math.max(max, value);
                all.add(value, high, low);
                if (value >= FILLING) {
                    measured.add(value, high, low);
                }
            } else if (Double.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }

        /** Of all values so far. */
        public VolumeStatistics statistics() {
            return new VolumeStatistics(
                    all.lowest(),
                    all.count == 0 ? Double.NaN : max,
                    all.mean(),
                    nan,
                    infinite,
                    first,
                    last,
                    all.deviation(),
                    new Measured(all.count - measured.count, measured.lowest(), measured.mean(), measured.deviation()));
        }
    }

    /** Some of the values. What a sum loses to round-off is summed beside it. */
    private static final class Part {
        private double min = Double.POSITIVE_INFINITY;
        private double sum;
        private double lost;
        private double squares;
        private int count;

        void add(double value, double high, double low) {
            min = Math.min(min, value);
            squares += value * value;
            count++;
            add(high);
            if (low != 0) {
                add(low);
            }
        }

        /** @see <a href="https://doi.org/10.1002/zamm.19740540106">Neumaier, 1974</a> */
        private void add(double value) {
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        /** What was lost is no number where the sum grew beyond all of them. */
        private double total() {
            return Double.isFinite(sum) ? sum + lost : sum;
        }

        double lowest() {
            return count == 0 ? Double.NaN : min;
        }

        double mean() {
            return total() / count;
        }

        double deviation() {
            return count == 0 ? Double.NaN : spread(count, total(), squares);
        }
    }
}

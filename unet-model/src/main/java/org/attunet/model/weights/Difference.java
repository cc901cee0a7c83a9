package org.attunet.model.weights;

import java.util.Arrays;

/**
 * How far one number or tensor of ours is from the stored one.
 *
 * @param name file or loss
 * @param largest largest absolute difference; NaN where either is not a number
 * @param tolerance what it may be
 * @param inDouble the same of a run in double, where one was needed: beyond tolerance, but not by far; else infinite
 */
public record Difference(String name, double largest, double tolerance, double inDouble) {
    /**
     * A value beside zero may round to either side: one voxel then passes a ReLU or not, and gradients of small networks jump by
     * some hundredths. What is further off than this many tolerances is no rounding.
     */
    private static final int ROUNDING = 30;

    /** As above, without a run in double. */
    public Difference(String name, double largest, double tolerance) {
        this(name, largest, tolerance, Double.POSITIVE_INFINITY);
    }

    /** Whether it is within tolerance; or else the same in double is, and floats are off by what their rounding explains. */
    public boolean holds() {
        return holdsInFloat() || (mayBeRounding() && inDouble <= tolerance);
    }

    /** Whether the run in float is within tolerance by itself. */
    public boolean holdsInFloat() {
        return Double.isFinite(largest) && largest <= tolerance;
    }

    /** Whether a run in double may still clear it. */
    boolean mayBeRounding() {
        return Double.isFinite(largest) && largest <= ROUNDING * tolerance;
    }

    Difference seenInDouble(double difference) {
        return new Difference(name, largest, tolerance, difference);
    }

    /** @throws WeightsException if the shapes differ; axes 1 and 2 of a stored stack of predictions count as one */
    static Difference of(String name, Tensor expected, Tensor found, double tolerance) {
        if (!Arrays.equals(joined(expected.shape()), joined(found.shape()))) {
            throw new WeightsException(
                    name + " has the shape " + expected.shapeText() + ", but the network gives " + found.shapeText());
        }
        double largest = 0;
        for (int n = 0; n < found.values().length; n++) {
            // Math.max keeps a NaN once it is there.
            largest = Math.max(largest, Math.abs((double) found.values()[n] - expected.values()[n]));
        }
        return new Difference(name, largest, tolerance);
    }

    /** [N, K, C, X, Y, Z] as [N, K · C, X, Y, Z]. */
    private static long[] joined(long[] shape) {
        return shape.length == 6 ? new long[] {shape[0], shape[1] * shape[2], shape[3], shape[4], shape[5]} : shape;
    }
}

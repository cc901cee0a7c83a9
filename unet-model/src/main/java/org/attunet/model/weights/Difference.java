package org.attunet.model.weights;

/**
 * How far one number or tensor of ours is from the stored one.
 *
 * @param name file or loss
 * @param largest largest absolute difference; NaN where ours is not a number
 * @param tolerance what it may be
 */
public record Difference(String name, double largest, double tolerance) {
    /** Whether it is within tolerance. */
    public boolean holds() {
        return largest <= tolerance;
    }

    static Difference of(String name, Tensor expected, float[] found, double tolerance) {
        if (expected.values().length != found.length) {
            throw new WeightsException(name + " has the shape " + expected.shapeText() + ", but the network gives "
                    + found.length + " values");
        }
        double largest = 0;
        for (int n = 0; n < found.length; n++) {
            double difference = Math.abs((double) found[n] - expected.values()[n]);
            largest = difference <= largest ? largest : difference;
        }
        return new Difference(name, largest, tolerance);
    }
}

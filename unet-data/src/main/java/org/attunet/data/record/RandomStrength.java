package org.attunet.data.record;

/**
 * Something that is done to some patches, with a strength drawn for each.
 *
 * @param probability share of patches it is done to, 0…1
 * @param low smallest strength
 * @param high largest strength
 */
public record RandomStrength(double probability, double low, double high) {
    /** Never done. */
    public static final RandomStrength NEVER = new RandomStrength(0, 0, 0);

    /** Refuses what is no probability or no range. */
    public RandomStrength {
        Probability.require(probability);
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("a strength lies from low to high, not from " + low + " to " + high);
        }
    }
}

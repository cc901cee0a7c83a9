package org.attunet.model.kernel;

/**
 * Which numbers dropout keeps: each follows from the seed and its place alone, whatever the number of threads.
 *
 * @param seed of one step
 * @param kept probability to be kept
 */
public record DropoutMask(long seed, double kept) {
    /** The number at a place, divided by the probability where it is kept, else 0. */
    public float apply(float number, long place) {
        return uniform(place) < kept ? (float) (number / kept) : 0;
    }

    /** In [0, 1): the number's place, mixed as in SplitMix64. */
    private double uniform(long place) {
        long z = seed + place * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }
}

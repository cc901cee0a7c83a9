package org.attunet.data.phantom;

import java.util.Random;

/**
 * The random draws of one case. {@link Random}'s algorithm, its normal draws included, is fixed by its specification, so a
 * seed gives the same numbers everywhere.
 */
final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Random random;

    private Draw(long seed) {
        this.random = new Random(seed);
    }

    /** Draws of case {@code number} of a set: neighbouring seeds and numbers give unrelated streams. */
    static Draw of(long seed, int number) {
        return new Draw(mix(mix(seed + GOLDEN) + number * GOLDEN));
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood 2014). */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Uniform between −limit and limit. */
    double within(double limit) {
        return uniform(-limit, limit);
    }

    double normal(double sd) {
        return sd * random.nextGaussian();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int index(int count) {
        return random.nextInt(count);
    }

    Point normalPoint(double sd) {
        return new Point(normal(sd), normal(sd), normal(sd));
    }

    /** A direction, uniform on the sphere. */
    Point direction() {
        Point point = normalPoint(1);
        double length = Math.sqrt(point.x() * point.x() + point.y() * point.y() + point.z() * point.z());
        return point.times(1 / length);
    }

    /** White noise, mean 0 and variance 1. */
    float[] noise(int count) {
        float[] noise = new float[count];
        for (int n = 0; n < count; n++) {
            noise[n] = (float) random.nextGaussian();
        }
        return noise;
    }
}

package org.attunet.data.phantom;

import static org.attunet.data.SplitMix64.GOLDEN;
import static org.attunet.data.SplitMix64.mix;

import java.util.Random;
import org.attunet.data.shape.Point;

/**
 * The random draws of one case. {@link Random}'s algorithm, its normal draws included, is fixed by its specification, so a
 * seed gives the same numbers everywhere.
 */
final class PhantomRandom {
    private final Random random;

    private PhantomRandom(long seed) {
        this.random = new Random(seed);
    }

    /** Draws of case {@code number} of a set: neighbouring seeds and numbers give unrelated streams. */
    static PhantomRandom of(long seed, int number) {
        return new PhantomRandom(mix(mix(seed + GOLDEN) + number * GOLDEN));
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

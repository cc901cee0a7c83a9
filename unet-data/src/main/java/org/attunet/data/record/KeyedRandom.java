package org.attunet.data.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.attunet.data.SplitMix64.GOLDEN;
import static org.attunet.data.SplitMix64.mix;

/**
 * Random draws that depend on a key alone: SplitMix64 (Steele, Lea and Flood 2014), whose state is a counter. Not the JDK's, so
 * that a run can be repeated on any Java version.
 */
final class KeyedRandom {
    private final long origin;
    private long state;
    private double spareGaussian = Double.NaN;

    private KeyedRandom(long state) {
        origin = state;
        this.state = state;
    }

    /** Draws of their own for every key. */
    static KeyedRandom of(long... key) {
        long state = 0;
        for (long part : key) {
            state = mix(state + GOLDEN) ^ mix(part + 3 * GOLDEN);
        }
        return new KeyedRandom(mix(state));
    }

    /** A number for a name: 64-bit FNV-1a of its UTF-8 bytes. */
    static long key(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte part : name.getBytes(UTF_8)) {
            hash = (hash ^ (part & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Draws for one purpose, independent of how many were taken for any other. */
    KeyedRandom branch(String purpose) {
        return of(origin, key(purpose));
    }

    /** These draws from here on, once more. */
    KeyedRandom copy() {
        KeyedRandom copy = new KeyedRandom(origin);
        copy.state = state;
        copy.spareGaussian = spareGaussian;
        return copy;
    }

    /** What its next draw counts on from. */
    long state() {
        return state;
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Uniform in [low, high). */
    double uniform(double low, double high) {
        return low + uniform() * (high - low);
    }

    /** Whether something of this probability happens. Always draws, so that what follows does not shift. */
    boolean happens(double probability) {
        return uniform() < probability;
    }

    /** Uniform in 0…bound−1. The bias is below bound / 2^53. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal, by Marsaglia's polar method. */
    double gaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        while (true) {
            double a = uniform(-1, 1);
            double b = uniform(-1, 1);
            double square = a * a + b * b;
            if (square > 0 && square < 1) {
                double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
                spareGaussian = b * scale;
                return a * scale;
            }
        }
    }
}

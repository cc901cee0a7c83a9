package org.attunet.data.dataset;

import org.apache.commons.math3.random.MersenneTwister;

/** Permutations as NumPy's legacy {@code RandomState(seed).permutation(n)} makes them. */
final class NumpyShuffle {
    private final MersenneTwister twister;

    /** The generator is seeded as by {@code init_genrand} of the Mersenne Twister's authors. */
    NumpyShuffle(int seed) {
        twister = new MersenneTwister(seed);
    }

    /** 0…n−1, swapped from the last place down with a place not above it. */
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = upTo(i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** Uniform in 0…max: as many low bits as max has, drawn until they are not above it. */
    private int upTo(int max) {
        int mask = Integer.highestOneBit(max) * 2 - 1;
        int value = twister.nextInt() & mask;
        while (value > max) {
            value = twister.nextInt() & mask;
        }
        return value;
    }
}

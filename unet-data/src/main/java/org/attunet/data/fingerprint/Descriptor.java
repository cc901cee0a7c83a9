package org.attunet.data.fingerprint;

import java.util.ArrayList;
import java.util.List;
import org.attunet.data.SplitMix64;
import org.attunet.data.fingerprint.Landmarks.Landmark;

/**
 * What surrounds a landmark, as 256 answers: is it clearly brighter here than there, for fixed pairs of places within {@value #RADIUS} mm
 * (binary features as in Calonder et al., BRIEF, ECCV 2010)?
 *
 * @param a answers 0 to 63, the first in the lowest bit
 * @param b answers 64 to 127
 * @param c answers 128 to 191
 * @param d answers 192 to 255
 */
record Descriptor(long a, long b, long c, long d) {
    /** Answers. */
    static final int BITS = 256;

    /** Millimetres. */
    static final double RADIUS = 24;

    /** HU; of places that differ by less neither is brighter. */
    private static final double CLEARLY = 8;

    private static final List<Pair> PAIRS = pairs();

    /** Two places, in samples from the landmark. */
    private record Pair(double[] here, double[] there) {}

    static Descriptor of(SmoothedGrid grid, Landmark at) {
        long[] words = new long[BITS / Long.SIZE];
        for (int bit = 0; bit < BITS; bit++) {
            Pair pair = PAIRS.get(bit);
            if (value(grid, at, pair.here) - value(grid, at, pair.there) > CLEARLY) {
                words[bit / Long.SIZE] |= 1L << bit % Long.SIZE;
            }
        }
        return new Descriptor(words[0], words[1], words[2], words[3]);
    }

    private static double value(SmoothedGrid grid, Landmark at, double[] step) {
        return grid.at(at.x() + step[0], at.y() + step[1], at.z() + step[2]);
    }

    /** Answers that differ. */
    int distance(Descriptor other) {
        return Long.bitCount(a ^ other.a)
                + Long.bitCount(b ^ other.b)
                + Long.bitCount(c ^ other.c)
                + Long.bitCount(d ^ other.d);
    }

    /** Answers that are yes. */
    int ones() {
        return distance(new Descriptor(0, 0, 0, 0));
    }

    /** Orders descriptors regardless of where their landmarks lie. */
    long shuffled() {
        return SplitMix64.mix(a ^ SplitMix64.mix(b ^ SplitMix64.mix(c ^ SplitMix64.mix(d))));
    }

    private static List<Pair> pairs() {
        List<double[]> places = new ArrayList<>();
        for (long counter = 0; places.size() < 2 * BITS; counter += 3) {
            double[] place = {draw(counter), draw(counter + 1), draw(counter + 2)};
            if (place[0] * place[0] + place[1] * place[1] + place[2] * place[2] <= 1) {
                for (int axis = 0; axis < 3; axis++) {
                    place[axis] *= RADIUS / SmoothedGrid.STEP;
                }
                places.add(place);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int n = 0; n < BITS; n++) {
            pairs.add(new Pair(places.get(2 * n), places.get(2 * n + 1)));
        }
        return List.copyOf(pairs);
    }

    /** Between −1 and 1, the same for ever: stored fingerprints depend on it. */
    private static double draw(long counter) {
        return (SplitMix64.mix((counter + 1) * SplitMix64.GOLDEN) >> 11) * 0x1p-52;
    }
}

package org.attunet.data.volume;

/**
 * How array axes lie in the body: for each array axis the world axis it runs along (0 right, 1 anterior, 2 superior) and
 * whether it runs the other way. Codes are nibabel's: {@code RAS} = indices grow to the right, front and top.
 *
 * @param first world axis and direction of the first array axis
 * @param second of the second
 * @param third of the third
 */
public record Orientation(Axis first, Axis second, Axis third) {
    /** Right, anterior, superior: the orientation of everything the network sees. */
    public static final Orientation RAS = new Orientation(new Axis(0, false), new Axis(1, false), new Axis(2, false));

    /**
     * One array axis.
     *
     * @param world 0 right–left, 1 anterior–posterior, 2 superior–inferior
     * @param flipped whether the index grows to the left, posterior or inferior
     */
    public record Axis(int world, boolean flipped) {
        /** R, L, A, P, S or I. */
        public char code() {
            return (flipped ? "LPI" : "RAS").charAt(world);
        }
    }

    /** Refuses two array axes along one world axis. */
    public Orientation {
        if (((1 << first.world) | (1 << second.world) | (1 << third.world)) != 7) {
            throw new IllegalArgumentException("two array axes along one world axis");
        }
    }

    /** The closest axes: the permutation of world axes with the largest sum of squared direction cosines. */
    public static Orientation of(Affine affine) {
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        int[] best = permutations[0];
        double bestFit = -1;
        for (int[] candidate : permutations) {
            double fit = 0;
            for (int axis = 0; axis < 3; axis++) {
                double cosine = affine.get(candidate[axis], axis) / affine.columnLength(axis);
                fit += cosine * cosine;
            }
            if (fit > bestFit + 1e-9) {
                bestFit = fit;
                best = candidate;
            }
        }
        return new Orientation(axis(affine, best, 0), axis(affine, best, 1), axis(affine, best, 2));
    }

    private static Axis axis(Affine affine, int[] world, int axis) {
        return new Axis(world[axis], affine.get(world[axis], axis) < 0);
    }

    /** From a code such as {@code LPS}. */
    public static Orientation parse(String code) {
        Axis[] axes = new Axis[3];
        for (int axis = 0; axis < 3; axis++) {
            char letter = code.charAt(axis);
            int plain = "RAS".indexOf(letter);
            int flipped = "LPI".indexOf(letter);
            if (code.length() != 3 || (plain < 0 && flipped < 0)) {
                throw new IllegalArgumentException("an orientation code has one of R/L, A/P and S/I each, not " + code);
            }
            axes[axis] = new Axis(Math.max(plain, flipped), plain < 0);
        }
        return new Orientation(axes[0], axes[1], axes[2]);
    }

    /** The array axis {@code axis} (0, 1 or 2). */
    public Axis axis(int axis) {
        return axis == 0 ? first : axis == 1 ? second : third;
    }

    /** Three letters, such as {@code RAS}. */
    public String code() {
        return "" + first.code() + second.code() + third.code();
    }
}

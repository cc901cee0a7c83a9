package org.attunet.data.volume;

import java.util.Comparator;
import java.util.stream.IntStream;

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

    /** Cosines that differ by less are equal, and the first axis comes first. */
    private static final double ROUND_OFF = 1e-9;

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

    /**
     * The closest axes as nibabel 5.4 finds them: of the rotation closest to the affine, the array axis that runs most along one
     * world axis gets it first, then the next one the closest of those left.
     */
    public static Orientation of(Affine affine) {
        double[][] directions = affine.directions();
        Axis[] axes = new Axis[3];
        boolean[] taken = new boolean[3];
        for (int axis : strongestFirst(directions)) {
            int world = closest(directions, axis, taken);
            taken[world] = true;
            axes[axis] = new Axis(world, directions[world][axis] < 0);
        }
        return new Orientation(axes[0], axes[1], axes[2]);
    }

    private static int[] strongestFirst(double[][] directions) {
        return IntStream.range(0, 3)
                .boxed()
                .sorted(Comparator.comparingLong(axis ->
                        -Math.round(Math.abs(directions[closest(directions, axis, new boolean[3])][axis]) / ROUND_OFF)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int closest(double[][] directions, int axis, boolean[] taken) {
        int best = -1;
        for (int world = 0; world < 3; world++) {
            boolean closer =
                    best < 0 || Math.abs(directions[world][axis]) > Math.abs(directions[best][axis]) + ROUND_OFF;
            if (!taken[world] && closer) {
                best = world;
            }
        }
        return best;
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

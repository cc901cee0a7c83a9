package org.attunet.data.dicom;

import java.util.Optional;

/**
 * How an image lies in LPS mm.
 *
 * @param along unit vector in which columns grow
 * @param down unit vector in which rows grow
 * @param normal unit vector across both
 */
record SlicePlane(Axis along, Axis down, Axis normal) {
    /** A unit vector. */
    record Axis(double x, double y, double z) {
        static Axis of(double[] v) {
            return new Axis(v[0], v[1], v[2]);
        }

        double[] vector() {
            return new double[] {x, y, z};
        }
    }

    private static final double SQUARE = 1e-3;
    private static final double UNIT = 1e-2;
    private static final double SAME = 1e-3;

    /** From six direction cosines; nothing where they are no two unit vectors at a right angle. */
    static Optional<SlicePlane> of(double[] cosines) {
        double[] along = {cosines[0], cosines[1], cosines[2]};
        double[] down = {cosines[3], cosines[4], cosines[5]};
        double first = Vectors.length(along);
        double second = Vectors.length(down);
        boolean sound = Math.abs(first - 1) <= UNIT && Math.abs(second - 1) <= UNIT;
        if (!sound || Math.abs(Vectors.dot(along, down)) > SQUARE) {
            return Optional.empty();
        }
        along = Vectors.scaled(1 / first, along);
        down = Vectors.scaled(1 / second, down);
        double[] normal = Vectors.cross(along, down);
        return Optional.of(new SlicePlane(
                Axis.of(along), Axis.of(down), Axis.of(Vectors.scaled(1 / Vectors.length(normal), normal))));
    }

    /** Whether two images lie alike but for round-off. */
    boolean isLike(SlicePlane other) {
        return distance(along, other.along) <= SAME && distance(down, other.down) <= SAME;
    }

    private static double distance(Axis one, Axis other) {
        return Vectors.length(Vectors.add(one.vector(), -1, other.vector()));
    }
}

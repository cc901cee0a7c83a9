package org.attunet.data.nifti;

import org.attunet.data.volume.Affine;

/**
 * Rotations as NIfTI stores them: b, c, d of a unit quaternion with a = √(1 − b² − c² − d²) ≥ 0, and qfac, −1 where the
 * third axis is mirrored.
 */
final class Quaternion {
    private Quaternion() {}

    /** Rotation matrix of b, c, d; the third column times {@code qfac}. */
    static double[][] rotation(double b, double c, double d, double qfac) {
        double square = 1 - (b * b + c * c + d * d);
        double a = 0;
        double scale = 1;
        if (square < 1e-7) {
            scale = 1 / Math.sqrt(b * b + c * c + d * d);
        } else {
            a = Math.sqrt(square);
        }
        return rotation(a, b * scale, c * scale, d * scale, qfac);
    }

    private static double[][] rotation(double a, double b, double c, double d, double qfac) {
        return new double[][] {
            {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c) * qfac},
            {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b) * qfac},
            {2 * (b * d - a * c), 2 * (c * d + a * b), (a * a + d * d - c * c - b * b) * qfac}
        };
    }

    /** −1 where the affine mirrors, else 1. */
    static double qfac(Affine affine) {
        return affine.determinant() < 0 ? -1 : 1;
    }

    /**
     * The floats b, c, d that come closest to the affine's directions. Near half turns a is the root of a small
     * difference, so plain rounding may turn the grid by 0.02°; of the neighbouring floats the best are taken.
     */
    static float[] of(Affine affine) {
        double qfac = qfac(affine);
        double[][] wanted = nearestRotation(affine, qfac);
        double[] exact = components(wanted);
        float[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < 27; step++) {
            float[] candidate = {
                neighbour(exact[1], step % 3), neighbour(exact[2], step / 3 % 3), neighbour(exact[3], step / 9)
            };
            double difference = difference(wanted, rotation(candidate[0], candidate[1], candidate[2], 1));
            if (difference < least) {
                least = difference;
                best = candidate;
            }
        }
        return best;
    }

    private static float neighbour(double value, int step) {
        float rounded = (float) value;
        return step == 0 ? rounded : step == 1 ? Math.nextUp(rounded) : Math.nextDown(rounded);
    }

    /** The proper rotation closest to the affine's directions, the third one unmirrored. */
    private static double[][] nearestRotation(Affine affine, double qfac) {
        double[][] rotation = affine.directions();
        for (double[] row : rotation) {
            row[2] *= qfac;
        }
        return rotation;
    }

    /** a, b, c, d with a ≥ 0; the largest component is taken from the diagonal, the rest from differences. */
    private static double[] components(double[][] r) {
        double trace = r[0][0] + r[1][1] + r[2][2];
        double[] squares = {1 + trace, 1 + 2 * r[0][0] - trace, 1 + 2 * r[1][1] - trace, 1 + 2 * r[2][2] - trace};
        int largest = 0;
        for (int n = 1; n < 4; n++) {
            largest = squares[n] > squares[largest] ? n : largest;
        }
        double[][] products = {
            {squares[0], r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]},
            {r[2][1] - r[1][2], squares[1], r[1][0] + r[0][1], r[0][2] + r[2][0]},
            {r[0][2] - r[2][0], r[1][0] + r[0][1], squares[2], r[2][1] + r[1][2]},
            {r[1][0] - r[0][1], r[0][2] + r[2][0], r[2][1] + r[1][2], squares[3]}
        };
        double norm = 2 * Math.sqrt(squares[largest]) * (products[largest][0] < 0 ? -1 : 1);
        double[] components = new double[4];
        for (int n = 0; n < 4; n++) {
            components[n] = products[largest][n] / norm;
        }
        return components;
    }

    private static double difference(double[][] one, double[][] other) {
        double largest = 0;
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                largest = Math.max(largest, Math.abs(one[row][column] - other[row][column]));
            }
        }
        return largest;
    }
}

package org.attunet.data.record;

import java.util.Optional;
import org.attunet.data.volume.Size;

/**
 * Rotation and scaling about centres: output voxel o is taken from {@code c_in + R S (o - c_out)} with c = (size − 1) / 2, S =
 * diag(scale) and R = Rx Ry Rz. A scale above 1 therefore shrinks what is seen.
 */
final class AffineWarp implements SamplingGrid {
    private final double[][] matrix = new double[3][3];
    private final double[] offset = new double[3];

    AffineWarp(double[] radians, double[] scale, Size in, Size out) {
        double[][] rotation = product(product(about(0, radians[0]), about(1, radians[1])), about(2, radians[2]));
        for (int r = 0; r < 3; r++) {
            offset[r] = (in.along(r) - 1) / 2.0;
            for (int c = 0; c < 3; c++) {
                matrix[r][c] = rotation[r][c] * scale[c];
                offset[r] -= matrix[r][c] * (out.along(c) - 1) / 2.0;
            }
        }
    }

    /** Every voxel from its own place. */
    static AffineWarp identity(Size size) {
        return new AffineWarp(new double[3], new double[] {1, 1, 1}, size, size);
    }

    /** The same with everything taken from {@code voxels} further on. */
    AffineWarp shifted(double[] voxels) {
        for (int axis = 0; axis < 3; axis++) {
            offset[axis] += voxels[axis];
        }
        return this;
    }

    /** Turns the axis after {@code axis} towards the one after that. */
    private static double[][] about(int axis, double radians) {
        int a = (axis + 1) % 3;
        int b = (axis + 2) % 3;
        double[][] rotation = new double[3][3];
        rotation[axis][axis] = 1;
        rotation[a][a] = StrictMath.cos(radians);
        rotation[b][b] = StrictMath.cos(radians);
        rotation[a][b] = -StrictMath.sin(radians);
        rotation[b][a] = StrictMath.sin(radians);
        return rotation;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[3][3];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                product[r][c] = left[r][0] * right[0][c] + left[r][1] * right[1][c] + left[r][2] * right[2][c];
            }
        }
        return product;
    }

    @Override
    public void row(int j, int k, double[] x, double[] y, double[] z) {
        fill(matrix[0], offset[0], j, k, x);
        fill(matrix[1], offset[1], j, k, y);
        fill(matrix[2], offset[2], j, k, z);
    }

    @Override
    public Optional<double[]> numbers(Size patch) {
        double[] numbers = new double[12];
        for (int axis = 0; axis < 3; axis++) {
            System.arraycopy(matrix[axis], 0, numbers, 3 * axis, 3);
            numbers[9 + axis] = offset[axis];
        }
        return Optional.of(numbers);
    }

    private static void fill(double[] column, double offset, int j, int k, double[] positions) {
        double start = offset + column[1] * j + column[2] * k;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = start + column[0] * i;
        }
    }
}

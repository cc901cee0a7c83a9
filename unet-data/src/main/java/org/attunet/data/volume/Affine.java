package org.attunet.data.volume;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** An immutable 4×4 map from voxel indices (i, j, k) to RAS millimetres: the first three rows, row by row. */
public final class Affine {
    private final double[] rows;

    private Affine(double[] rows) {
        this.rows = rows;
    }

    /** From 3×4 or 4×4 rows; the last row, where given, must be 0 0 0 1. */
    public static Affine of(double[][] matrix) {
        double[] rows = new double[12];
        for (int r = 0; r < 3; r++) {
            System.arraycopy(matrix[r], 0, rows, 4 * r, 4);
        }
        return new Affine(rows);
    }

    /** Axis-aligned RAS grid: spacing on the diagonal, voxel (0, 0, 0) at the origin given. */
    public static Affine diagonal(Spacing spacing, double originX, double originY, double originZ) {
        return new Affine(
                new double[] {spacing.x(), 0, 0, originX, 0, spacing.y(), 0, originY, 0, 0, spacing.z(), originZ});
    }

    /** The element in {@code row} 0…2 and {@code column} 0…3. */
    public double get(int row, int column) {
        return rows[4 * row + column];
    }

    /** World coordinates (RAS mm) of a possibly fractional voxel index. */
    public double[] apply(double i, double j, double k) {
        double[] world = new double[3];
        for (int r = 0; r < 3; r++) {
            world[r] = get(r, 0) * i + get(r, 1) * j + get(r, 2) * k + get(r, 3);
        }
        return world;
    }

    /** The map that applies {@code inner} first, then this one. */
    public Affine after(Affine inner) {
        double[] product = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                double sum = c == 3 ? get(r, 3) : 0;
                for (int n = 0; n < 3; n++) {
                    sum += get(r, n) * inner.get(n, c);
                }
                product[4 * r + c] = sum;
            }
        }
        return new Affine(product);
    }

    /** The same grid with voxel (0, 0, 0) at the given, possibly fractional index of this one. */
    public Affine movedTo(double i, double j, double k) {
        double[] moved = rows.clone();
        double[] origin = apply(i, j, k);
        for (int r = 0; r < 3; r++) {
            moved[4 * r + 3] = origin[r];
        }
        return new Affine(moved);
    }

    /** Determinant of the 3×3 part: negative where the axes are left-handed, 0 where the grid is flat. */
    public double determinant() {
        return get(0, 0) * (get(1, 1) * get(2, 2) - get(1, 2) * get(2, 1))
                - get(0, 1) * (get(1, 0) * get(2, 2) - get(1, 2) * get(2, 0))
                + get(0, 2) * (get(1, 0) * get(2, 1) - get(1, 1) * get(2, 0));
    }

    /** Whether every element is finite and no axis vanishes into the others. */
    public boolean isInvertible() {
        double scale = columnLength(0) * columnLength(1) * columnLength(2);
        return Arrays.stream(rows).allMatch(Double::isFinite) && scale > 0 && Math.abs(determinant()) > 1e-6 * scale;
    }

    /** The map from RAS mm to voxel indices. */
    public Affine inverse() {
        if (!isInvertible()) {
            throw new IllegalArgumentException("the affine is singular or not finite: " + this);
        }
        double d = determinant();
        double[] inverse = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                int a = (c + 1) % 3;
                int b = (c + 2) % 3;
                int p = (r + 1) % 3;
                int q = (r + 2) % 3;
                inverse[4 * r + c] = (get(a, p) * get(b, q) - get(a, q) * get(b, p)) / d;
            }
        }
        for (int r = 0; r < 3; r++) {
            inverse[4 * r + 3] =
                    -(inverse[4 * r] * get(0, 3) + inverse[4 * r + 1] * get(1, 3) + inverse[4 * r + 2] * get(2, 3));
        }
        return new Affine(inverse);
    }

    /**
     * The rotation, mirrored where the affine is, that comes closest to the directions of the three columns; these themselves
     * where they are square to each other. Row by row, world axes down and array axes across.
     */
    public double[][] directions() {
        double[][] unit = new double[3][3];
        for (int column = 0; column < 3; column++) {
            double length = columnLength(column);
            for (int row = 0; row < 3; row++) {
                unit[row][column] = get(row, column) / length;
            }
        }
        SingularValueDecomposition parts = new SingularValueDecomposition(new Array2DRowRealMatrix(unit));
        return parts.getU().multiply(parts.getVT()).getData();
    }

    /** Length of a column: the millimetres between voxels along that array axis. */
    public double columnLength(int column) {
        return Math.hypot(Math.hypot(get(0, column), get(1, column)), get(2, column));
    }

    /** Lengths of the three columns. */
    public Spacing spacing() {
        return new Spacing(columnLength(0), columnLength(1), columnLength(2));
    }

    /** 4×4 rows, the last one 0 0 0 1. */
    public double[][] toArray() {
        double[][] matrix = new double[4][4];
        for (int r = 0; r < 3; r++) {
            System.arraycopy(rows, 4 * r, matrix[r], 0, 4);
        }
        matrix[3][3] = 1;
        return matrix;
    }

    /** Largest difference of any element. */
    public double maxDifference(Affine other) {
        double max = 0;
        for (int n = 0; n < 12; n++) {
            max = Math.max(max, Math.abs(rows[n] - other.rows[n]));
        }
        return max;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Affine affine && Arrays.equals(rows, affine.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows);
    }
}

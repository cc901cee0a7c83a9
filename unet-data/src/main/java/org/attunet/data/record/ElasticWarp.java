package org.attunet.data.record;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;

/**
 * Random displacements on top of another warp. The displacement of voxel o along each axis is {@code Σ β³(o / spacing − p) d_p}
 * over the points p of a coarse grid, β³ the cubic B-spline: smooth, and never more than the largest d.
 */
final class ElasticWarp implements SamplingGrid {
    private final SamplingGrid inner;
    private final double spacing;
    private final double magnitude;
    private final Size points;
    private final double[][] displacement = new double[3][];

    ElasticWarp(SamplingGrid inner, Size patch, ElasticSettings settings, KeyedRandom random) {
        this.inner = inner;
        spacing = settings.spacing();
        magnitude = settings.magnitude();
        points = new Size(points(patch.x()), points(patch.y()), points(patch.z()));
        for (int axis = 0; axis < 3; axis++) {
            displacement[axis] = new double[points.voxels()];
            for (int n = 0; n < points.voxels(); n++) {
                displacement[axis][n] = random.uniform(-settings.magnitude(), settings.magnitude());
            }
        }
    }

    /** Points from one before the first voxel to two after the last one's cell. */
    private int points(int voxels) {
        return (int) Math.floor((voxels - 1) / spacing) + 4;
    }

    @Override
    public void row(int j, int k, double[] x, double[] y, double[] z) {
        inner.row(j, k, x, y, z);
        double[][] rows = new double[3][points.x()];
        double[] weightY = new double[4];
        double[] weightZ = new double[4];
        int atY = weights(j, weightY);
        int atZ = weights(k, weightZ);
        for (int b = 0; b < 4; b++) {
            for (int a = 0; a < 4; a++) {
                add(points.index(0, atY + a, atZ + b), weightY[a] * weightZ[b], rows);
            }
        }
        double[] weightX = new double[4];
        for (int i = 0; i < x.length; i++) {
            int at = weights(i, weightX);
            x[i] += sum(rows[0], at, weightX);
            y[i] += sum(rows[1], at, weightX);
            z[i] += sum(rows[2], at, weightX);
        }
    }

    @Override
    public Optional<double[]> numbers(Size patch) {
        return inner.numbers(patch).map(affine -> numbers(affine, patch));
    }

    private double[] numbers(double[] affine, Size patch) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        Arrays.stream(affine).forEach(numbers);
        IntStream.of(points.toArray()).asDoubleStream().forEach(numbers);
        double[] weights = new double[4];
        for (int axis = 0; axis < 3; axis++) {
            for (int voxel = 0; voxel < patch.along(axis); voxel++) {
                numbers.add(weights(voxel, weights));
                Arrays.stream(weights).forEach(numbers);
            }
        }
        for (double[] along : displacement) {
            Arrays.stream(along).forEach(numbers);
        }
        return numbers.build().toArray();
    }

    /** The corners may be displaced one way and other voxels the other. */
    @Override
    public double slack() {
        return inner.slack() + 2 * magnitude;
    }

    /** The four splines that reach a voxel; the first of them, counted from the coarse grid's first point. */
    private int weights(int voxel, double[] weights) {
        double position = voxel / spacing;
        int cell = (int) Math.floor(position);
        double t = position - cell;
        weights[0] = (1 - t) * (1 - t) * (1 - t) / 6;
        weights[1] = (4 - 6 * t * t + 3 * t * t * t) / 6;
        weights[2] = (1 + 3 * t + 3 * t * t - 3 * t * t * t) / 6;
        weights[3] = t * t * t / 6;
        return cell;
    }

    private void add(int from, double weight, double[][] rows) {
        for (int axis = 0; axis < 3; axis++) {
            for (int n = 0; n < rows[axis].length; n++) {
                rows[axis][n] += weight * displacement[axis][from + n];
            }
        }
    }

    private static double sum(double[] row, int at, double[] weights) {
        return row[at] * weights[0] + row[at + 1] * weights[1] + row[at + 2] * weights[2] + row[at + 3] * weights[3];
    }
}

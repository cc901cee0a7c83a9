package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpatialAugmentationTest {
    private static final Size SIZE = new Size(14, 11, 12);

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    static Patch random(Size size, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Patch patch = new Patch(size);
        for (int n = 0; n < size.voxels(); n++) {
            patch.image[n] = (float) random.nextDouble();
            patch.label[n] = (byte) random.nextInt(3);
        }
        return patch;
    }

    private static ElasticWarp elastic(double magnitude, int seed) {
        return new ElasticWarp(
                AffineWarp.identity(SIZE), SIZE, new ElasticSettings(1, 4, magnitude), KeyedRandom.of(seed));
    }

    private static double[][] positions(SamplingGrid grid, int j, int k) {
        double[][] row = new double[3][SIZE.x()];
        grid.row(j, k, row[0], row[1], row[2]);
        return row;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anElasticDeformationIsBoundedAndSmooth(int seed) {
        SamplingGrid grid = elastic(2, seed);
        double largest = 0;
        for (int k = 0; k < SIZE.z(); k++) {
            for (int j = 0; j < SIZE.y(); j++) {
                double[][] row = positions(grid, j, k);
                for (int i = 0; i < SIZE.x(); i++) {
                    assertThat(row[0][i] - i).isBetween(-2.0, 2.0);
                    assertThat(row[1][i] - j).isBetween(-2.0, 2.0);
                    assertThat(row[2][i] - k).isBetween(-2.0, 2.0);
                    largest = Math.max(largest, Math.abs(row[0][i] - i));
                    if (i > 0) {
                        // A spline's slope is at most the largest difference of neighbouring points over their
                        // distance.
                        assertThat(row[0][i] - row[0][i - 1]).isBetween(0.0 - 1e-9, 2.0 + 1e-9);
                    }
                }
            }
        }
        assertThat(largest).isPositive();
    }

    @Test
    void equalDisplacementsMoveEverythingAlike() {
        // Splines sum to 1, so a deformation without magnitude is the identity everywhere.
        double[][] row = positions(elastic(0, 1), 3, 5);
        assertThat(row[0])
                .containsExactly(IntStream.range(0, 14).asDoubleStream().toArray(), within(1e-12));
        assertThat(row[1]).containsOnly(3);
        assertThat(row[2]).containsOnly(5);
    }

    @Test
    void nearestKeepsEachValueWithItsClassWhereLinearMakesNewOnes() {
        Patch patch = new Patch(SIZE);
        for (int n = 0; n < SIZE.voxels(); n++) {
            patch.image[n] = n;
            patch.label[n] = (byte) (n % 3);
        }
        SamplingGrid grid = new AffineWarp(new double[] {0.2, -0.3, 0.4}, new double[] {1.2, 0.9, 1.1}, SIZE, SIZE);
        Patch nearest = PatchResampler.resample(patch, new int[3], SIZE, grid, PatchInterpolation.NEAREST);
        Patch linear = PatchResampler.resample(patch, new int[3], SIZE, grid, PatchInterpolation.LINEAR);
        assertThat(nearest.label).isEqualTo(linear.label);
        int made = 0;
        for (int n = 0; n < SIZE.voxels(); n++) {
            assertThat(nearest.image[n] % 3).isEqualTo(nearest.label[n]);
            made += linear.image[n] % 1 == 0 ? 0 : 1;
        }
        assertThat(made).isGreaterThan(SIZE.voxels() / 2);
    }

    @Test
    void aShiftTakesVoxelsFromFurtherOn() {
        Patch patch = random(SIZE, 0);
        AffineWarp grid = AffineWarp.identity(SIZE).shifted(new double[] {2, 0, -1});
        Patch moved = PatchResampler.resample(patch, new int[3], SIZE, grid, PatchInterpolation.LINEAR);
        assertThat(moved.image[SIZE.index(3, 4, 5)]).isCloseTo(patch.image[SIZE.index(5, 4, 4)], within(1e-6f));
        assertThat(moved.label[SIZE.index(3, 4, 5)]).isEqualTo(patch.label[SIZE.index(5, 4, 4)]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withItsSurroundingsAPatchIsAPieceOfTheWarpedVolume(int seed) {
        for (PatchInterpolation interpolation : PatchInterpolation.values()) {
            requireAPieceOfTheWarpedVolume(seed, interpolation);
        }
    }

    private static void requireAPieceOfTheWarpedVolume(int seed, PatchInterpolation interpolation) {
        Size volume = new Size(30, 26, 28);
        AugmentationSettings settings = new AugmentationSettings(
                new AffineSettings(1, 0.3, 0.3, 0.3, 0.2, 0.1),
                new ElasticSettings(0.5, 4, 1.5),
                Border.VOLUME,
                interpolation,
                FlipSettings.NONE,
                SurroundingsSettings.NONE,
                IntensityJitter.NONE);
        Patch all = random(volume, seed);
        MemoryPatch source = new MemoryPatch(all);
        SplittableRandom random = new SplittableRandom(seed);
        Window window = new Window(random.nextInt(17), random.nextInt(16), random.nextInt(17), SIZE);

        KeyedRandom keyed = KeyedRandom.of(seed);
        Patch found = new Augmenter(settings).draw(source, window, keyed).make();
        SamplingGrid grid = new SpatialAugmentation(settings).draw(SIZE, keyed).orElseThrow();
        Patch expected =
                PatchResampler.resample(all, new int[] {window.x(), window.y(), window.z()}, SIZE, grid, interpolation);
        assertThat(found.image).containsExactly(expected.image, within(1e-5f));
        assertThat(found.label).isEqualTo(expected.label);
    }

    @Test
    void flippingTwiceChangesNothing() {
        Patch patch = random(SIZE, 3);
        for (int axis = 0; axis < 3; axis++) {
            Patch flipped = patch.flipped(axis);
            assertThat(flipped.image).isNotEqualTo(patch.image);
            assertThat(flipped.flipped(axis).image).isEqualTo(patch.image);
            assertThat(flipped.flipped(axis).label).isEqualTo(patch.label);
        }
        assertThat(patch.flipped(0).image[0]).isEqualTo(patch.image[13]);
    }
}

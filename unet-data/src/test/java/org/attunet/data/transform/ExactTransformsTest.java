package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.attunet.data.transform.Intensity.Method;
import org.attunet.data.transform.PreprocessingSettings.Crop;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values at edges and ties, worked out by hand. */
class ExactTransformsTest {
    private static Geometry line(int length, double spacing) {
        return new Geometry(new Size(length, 1, 1), Affine.diagonal(new Spacing(spacing, 1, 1), 0, 0, 0));
    }

    private static Volume shorts(int... values) {
        short[] voxels = new short[values.length];
        for (int n = 0; n < voxels.length; n++) {
            voxels[n] = (short) values[n];
        }
        return Volume.of(line(voxels.length, 1), voxels);
    }

    private static Volume floats(Volume volume) {
        return Volume.of(volume.geometry(), volume.floats());
    }

    private static float[] run(Intensity intensity, Volume volume) {
        PreprocessingSettings settings =
                new PreprocessingSettings("", intensity, Crop.NONE, Optional.empty(), Optional.empty());
        return Pipeline.of(settings).run(Sample.of(volume)).sample().image().floats();
    }

    /** Foreground lies above the threshold: what equals it is outside. */
    @ParameterizedTest
    @CsvSource({"3, 3, 4", "-5, -5, -4", "-4.5, -5, -4", "2.5, 2, 3"})
    void foregroundIsWhatLiesAboveTheThreshold(double threshold, int outside, int inside) {
        Volume volume = shorts(outside, outside, inside, outside, inside, outside);
        for (Volume each : List.of(volume, floats(volume))) {
            ForegroundBox box = ForegroundBox.of(each, threshold);
            assertThat(box.first(0)).isEqualTo(2);
            assertThat(box.size()).isEqualTo(new Size(3, 1, 1));
        }
        ForegroundBox exact = ForegroundBox.of(Volume.of(line(3, 1), new float[] {2, 3, 2}), 2);
        assertThat(exact.size()).isEqualTo(new Size(1, 1, 1));
    }

    /** Clipped to 0…10 these are 0, 10, 4, 6: mean 5, squares 25, 25, 1, 1. */
    @Test
    void statisticsAreThoseOfClippedValues() {
        Volume volume = shorts(-900, 3000, 4, 6);
        Rescale clip = new Rescale(0, 10, 0, 1);
        for (Volume each : List.of(volume, floats(volume))) {
            assertThat(ClippedStatistics.of(each, clip).mean()).isCloseTo(5, within(1e-12));
            assertThat(ClippedStatistics.of(each, clip).deviation()).isCloseTo(Math.sqrt(13), within(1e-12));
        }
    }

    /** Population deviation of 1, 3: mean 2, deviation 1. */
    @Test
    void aZScoreIsCountedInDeviationsFromTheMean() {
        assertThat(run(Intensity.zScore(), shorts(1, 3, 3, 1))).containsExactly(-1, 1, 1, -1);
    }

    @Test
    void aWindowAloneClips() {
        Range window = new Range(-10, 10);
        Intensity clip = new Intensity(Method.NONE, Optional.of(window), Optional.empty(), 0, 1);
        assertThat(run(clip, shorts(-50, -10, 3, 10, 50))).containsExactly(-10, -10, 3, 10, 10);
        assertThat(run(Intensity.none(), shorts(-50, 3, 50))).containsExactly(-50, 3, 50);
    }

    @Test
    void aWindowMayBeOpenAtOneEnd() {
        GridMap same = GridMap.identity(line(3, 1));
        Rescale below = new Rescale(Double.NEGATIVE_INFINITY, 5, 0, 1);
        Rescale above = new Rescale(5, Double.POSITIVE_INFINITY, 0, 1);
        Volume volume = shorts(-50, 5, 50);
        assertThat(new LinearSampler(volume, below, same, 0).run().floats()).containsExactly(-50, 5, 5);
        assertThat(new LinearSampler(volume, above, same, 0).run().floats()).containsExactly(5, 5, 50);
    }

    /** Of 20, 30, 40, 50, 60 a quarter lies at 30 and three at 50, which become 0 and 1; the image stays as it was. */
    @Test
    void percentilesBecomeZeroAndOne() {
        Volume volume = floats(shorts(60, 20, 50, 30, 40));
        assertThat(run(Intensity.percentile(25, 75), volume)).containsExactly(1, 0, 1, 0, 0.5f);
        assertThat(volume.floats()).containsExactly(60, 20, 50, 30, 40);
        Percentile percentile = new Percentile(volume);
        assertThat(percentile.at(0)).isEqualTo(20);
        assertThat(percentile.at(100)).isEqualTo(60);
        assertThat(volume.floats()).containsExactly(60, 20, 50, 30, 40);
    }

    @Test
    void nearlyConstantImagesHaveNoPercentiles() {
        Volume volume = shorts(7, 7, 7, 7, 8);
        assertThatThrownBy(() -> run(Intensity.percentile(25, 75), volume))
                .hasMessageContaining("nearly every one is 7");
    }

    /** 120.5 and 121.5 but for the noise of a double: still ties, which go to the even number. */
    @Test
    void aTieStaysATieWithinNoise() {
        assertThat(resampled(240, 1 + 1e-12)).isEqualTo(120);
        assertThat(resampled(242, 1 - 1e-12)).isEqualTo(122);
        assertThat(resampled(240, 1 + 1e-6)).isEqualTo(121);
        assertThat(resampled(242, 1 - 1e-6)).isEqualTo(121);
        assertThat(resampled(1, 1e-3)).isEqualTo(1);
    }

    private static int resampled(int voxels, double spacing) {
        return plan(voxels, spacing).result().size().x();
    }

    private static PlannedTransform plan(int voxels, double spacing) {
        Volume volume = Volume.of(line(voxels, spacing), new short[voxels]);
        return new Resample(new Spacing(2, 1, 1), Interpolation.LINEAR).plan(PendingTransform.of(volume));
    }

    @Test
    void aSpacingThatIsTheWantedOneButForNoiseMovesNothing() {
        AxisMap map = plan(9, 2 * (1 + 1e-12)).forward().axis(0);
        assertThat(map.length()).isEqualTo(9);
        for (int i = 0; i < 9; i++) {
            assertThat(map.position(i)).isEqualTo(i);
        }
        assertThat(plan(9, 2 * (1 + 1e-6)).forward().axis(0).position(8)).isNotEqualTo(8);
    }

    @Test
    void betweenTwoPositionsTheWayIsLinear() {
        AxisMap map = AxisMap.of(0, 3, i -> new double[] {1, 4, 10}[i]);
        assertThat(map.at(0.5)).isEqualTo(2.5);
        assertThat(map.at(1.25)).isEqualTo(5.5);
        assertThat(map.at(2)).isEqualTo(10);
        assertThat(map.at(Double.NaN)).isNaN();
    }

    /** Also in the first row, column and slice. */
    @Test
    void everyLabelIsKeptWhereNothingMoves() {
        Geometry grid = new Geometry(Size.cube(2), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        Mask label = new Mask(grid, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(NearestSampler.run(label, GridMap.identity(grid)).labels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void shortsAreReadAsFloatsAreInEveryOrientation() {
        for (Orientation orientation : Grids.orientations()) {
            Geometry grid = Grids.oblique(orientation, new SplittableRandom(5));
            short[] voxels = new short[grid.size().voxels()];
            for (int n = 0; n < voxels.length; n++) {
                voxels[n] = (short) (n % 1009);
            }
            Volume volume = Volume.of(grid, voxels);
            assertThat(run(Intensity.none(), volume)).isEqualTo(run(Intensity.none(), floats(volume)));
        }
    }

    @Test
    void theFirstOfEqualClassesIsTheLargest() {
        PreprocessedCase processed = Pipeline.of(PreprocessingSettings.demo()).run(Sample.of(shorts(1, 2, 3)));
        Geometry grid = processed.geometry();
        Volume zero = Volume.of(grid, new float[] {1, 1, 0});
        Volume one = Volume.of(grid, new float[] {1, 2, 1});
        Volume two = Volume.of(grid, new float[] {0, 2, 1});
        assertThat(processed.undoLargest(List.of(zero, one, two)).labels()).containsExactly(0, 1, 1);
    }

    /** Cut to the three bright voxels and padded to five, what was cut away lies outside on the way back. */
    @Test
    void whatWasCutAwayComesBackAsZeroOrAsIsAskedFor() {
        PreprocessingSettings settings = new PreprocessingSettings(
                "", Intensity.zScore(), Crop.FOREGROUND, Optional.empty(), Optional.of(new Size(5, 1, 1)));
        PreprocessedCase processed = Pipeline.of(settings).run(Sample.of(shorts(-9, -9, 9, 9, 9, -9)));
        Volume volume = Volume.of(processed.geometry(), new float[] {1, 2, 3, 4, 5});
        assertThat(processed.undo(volume).floats()).containsExactly(0, 0, 2, 3, 4, 0);
        assertThat(processed.undo(volume, -1).floats()).containsExactly(-1, -1, 2, 3, 4, -1);
    }
}

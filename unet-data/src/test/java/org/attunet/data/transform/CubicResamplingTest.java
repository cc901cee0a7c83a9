package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CubicResamplingTest {
    private static Geometry grid(Size size) {
        return new Geometry(size, Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
    }

    private static Volume resampled(Volume image, Spacing spacing) {
        return new Resample(spacing, Interpolation.CUBIC)
                .apply(Sample.of(image))
                .image();
    }

    /**
     * SciPy 1.17.1: {@code a = (i*7 + j*3 + k*5 + i*j*k) % 11} of shape 7×5×6;
     * {@code clip(ndimage.map_coordinates(a, points, order=3, mode="mirror"), 0, 10)} at multiples of 0.6, 0.8 and 1.5.
     */
    @Test
    void valuesAreScipys() {
        Volume image = Grids.fill(grid(new Size(7, 5, 6)), (i, j, k) -> (i * 7 + j * 3 + k * 5 + i * j * k) % 11);
        Volume found = resampled(image, new Spacing(0.6, 0.8, 1.5));
        assertThat(found.size()).isEqualTo(new Size(11, 6, 4));
        assertThat(found.get(0, 0, 0)).isCloseTo(0, within(1e-5f));
        assertThat(found.get(3, 2, 1)).isCloseTo(6.260021f, within(1e-5f));
        assertThat(found.get(10, 5, 3)).isCloseTo(2.151316f, within(1e-5f));
        assertThat(found.get(7, 1, 2)).isCloseTo(3.787507f, within(1e-5f));
        assertThat(found.get(5, 4, 3)).isCloseTo(4.502226f, within(1e-5f));
        assertThat(found.get(1, 3, 0)).isCloseTo(4.607681f, within(1e-5f));
        ClippedStatistics statistics = ClippedStatistics.of(found, Rescale.IDENTITY);
        assertThat(statistics.mean()).isCloseTo(4.676273324608726, within(1e-5));
        assertThat(statistics.deviation()).isCloseTo(2.3903795071353837, within(1e-5));
    }

    @Test
    void everyVoxelKeepsItsValue() {
        SplittableRandom random = new SplittableRandom(3);
        Volume image = Grids.fill(grid(new Size(6, 9, 1)), (i, j, k) -> random.nextDouble(-3, 3));
        Volume found = resampled(image, new Spacing(0.5, 0.25, 1));
        for (int j = 0; j < 9; j++) {
            for (int i = 0; i < 6; i++) {
                assertThat(found.get(2 * i, 4 * j, 0)).isCloseTo(image.get(i, j, 0), within(1e-5f));
            }
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 48);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFusedChainIsTheStagesInARow(int seed) {
        Geometry grid = Grids.oblique(Grids.orientations().get(seed), new SplittableRandom(seed));
        Sample sample = Sample.of(Grids.body(grid, new SplittableRandom(seed)), Grids.blob(grid));
        float[] before = sample.image().floats().clone();
        Pipeline pipeline = Pipeline.of(
                PreprocessingSettings.reference().withMinimum(Size.cube(20)).withInterpolation(Interpolation.CUBIC));
        List<Stage> stages = pipeline.stages(sample);
        Sample staged = stages.get(stages.size() - 1).sample();
        Sample fused = pipeline.run(sample).sample();
        assertThat(sample.image().floats()).as("the input stays as it was").isEqualTo(before);
        assertThat(fused.label().orElseThrow().labels())
                .isEqualTo(staged.label().orElseThrow().labels());
        double worst = IntStream.range(0, fused.image().size().voxels())
                .mapToDouble(n -> Math.abs(fused.image().get(n) - staged.image().get(n)))
                .max()
                .orElseThrow();
        assertThat(worst).isLessThan(1e-5);
    }
}

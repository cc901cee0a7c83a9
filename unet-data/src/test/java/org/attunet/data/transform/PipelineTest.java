package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.DataException;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Orientation;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts that hold for every orientation, spacing and obliquity. The seed of a case is its position in the list. */
class PipelineTest {
    private static final PreprocessingSettings REFERENCE =
            PreprocessingSettings.reference().withMinimum(Size.cube(20));

    static IntStream seeds() {
        return IntStream.range(0, 48);
    }

    private static Geometry grid(int seed) {
        return Grids.oblique(Grids.orientations().get(seed), new SplittableRandom(seed));
    }

    private static PreprocessedCase processed(int seed) {
        Geometry grid = grid(seed);
        Sample sample = Sample.of(Grids.body(grid, new SplittableRandom(seed)), Grids.blob(grid));
        return Pipeline.of(REFERENCE).run(sample);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFusedChainIsTheStagesInARow(int seed) {
        Geometry grid = grid(seed);
        Sample sample = Sample.of(Grids.body(grid, new SplittableRandom(seed)), Grids.blob(grid));
        List<Stage> stages = Pipeline.of(REFERENCE).stages(sample);
        Sample staged = stages.get(stages.size() - 1).sample();
        Sample fused = Pipeline.of(REFERENCE).run(sample).sample();

        assertThat(fused.image()
                        .geometry()
                        .affine()
                        .maxDifference(staged.image().geometry().affine()))
                .isLessThan(1e-9);
        assertThat(fused.label().orElseThrow().labels())
                .isEqualTo(staged.label().orElseThrow().labels());
        assertThat(largestDifference(fused.image(), staged.image())).isLessThan(1e-5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyVoxelStaysWhereItIsInTheBody(int seed) {
        Geometry grid = grid(seed);
        PreprocessingSettings settings = new PreprocessingSettings(
                "",
                Intensity.none(),
                PreprocessingSettings.Crop.NONE,
                Optional.of(new Spacing(1.7, 2, 2.9)),
                Optional.empty());
        Volume image =
                Pipeline.of(settings).run(Sample.of(Grids.ramp(grid))).sample().image();
        assertThat(image.geometry().orientation()).isEqualTo(Orientation.RAS);

        // The last voxel of an axis may lie beyond the scan, where the edge's value holds.
        Size size = image.size();
        double worst = 0;
        for (int k = 0; k < size.z() - 1; k++) {
            for (int j = 0; j < size.y() - 1; j++) {
                for (int i = 0; i < size.x() - 1; i++) {
                    double expected = Grids.rampAt(image.geometry().affine().apply(i, j, k));
                    worst = Math.max(worst, Math.abs(image.get(i, j, k) - expected));
                }
            }
        }
        assertThat(worst).isLessThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void undoingPutsEveryVoxelBackWhereItWas(int seed) {
        PreprocessedCase processed = processed(seed);
        Volume back = processed.undo(Grids.ramp(processed.geometry()), Float.NaN);
        assertThat(back.geometry()).isEqualTo(grid(seed));

        Size size = back.size();
        int compared = 0;
        double worst = 0;
        for (int k = 0; k < size.z() - 3; k++) {
            for (int j = 0; j < size.y() - 3; j++) {
                for (int i = 0; i < size.x() - 3; i++) {
                    float found = back.get(i, j, k);
                    if (Math.min(i, Math.min(j, k)) < 2) {
                        worst = Math.max(worst, Float.isNaN(found) ? 0 : 1);
                    } else if (isInner(processed, back.geometry(), i, j, k)) {
                        double expected = Grids.rampAt(back.geometry().affine().apply(i, j, k));
                        worst = Math.max(worst, Math.abs(found - expected));
                        compared++;
                    }
                }
            }
        }
        assertThat(worst)
                .as("largest error, cropped voxels that are not outside count 1")
                .isLessThan(1e-2);
        assertThat(compared).isPositive();
    }

    /** Whether the voxel lies between voxels that came from the scan: beyond the last one the edge's value holds. */
    private static boolean isInner(PreprocessedCase processed, Geometry original, int i, int j, int k) {
        double[] world = original.affine().apply(i, j, k);
        double[] index = processed.geometry().affine().inverse().apply(world[0], world[1], world[2]);
        int[] low = new int[3];
        int[] high = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            low[axis] = (int) Math.floor(index[axis] + 1e-6);
            high[axis] = (int) Math.ceil(index[axis] - 1e-6);
        }
        Volume image = processed.sample().image();
        return image.size().contains(low[0], low[1], low[2])
                && image.size().contains(high[0], high[1], high[2])
                && image.get(low[0], low[1], low[2]) != 0
                && image.get(high[0], high[1], high[2]) != 0;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLargestClassIsThatOfTheVolumesUndoneOneByOne(int seed) {
        PreprocessedCase processed = processed(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Volume> logits = IntStream.range(0, 3)
                .mapToObj(c -> Grids.fill(processed.geometry(), (i, j, k) -> random.nextDouble()))
                .toList();
        List<Volume> back = logits.stream().map(v -> processed.undo(v, 0)).toList();
        Mask largest = processed.undoLargest(logits);
        byte[] expected = new byte[largest.labels().length];
        for (int n = 0; n < expected.length; n++) {
            for (int c = 1; c < 3; c++) {
                expected[n] = (byte) (back.get(c).get(n) > back.get(expected[n]).get(n) ? c : expected[n]);
            }
        }
        assertThat(largest.labels()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLabelComesBackWhereItsOwnGridIsTheNetworks(int seed) {
        Geometry grid = grid(seed);
        PreprocessingSettings same = new PreprocessingSettings(
                "",
                Intensity.zScore(),
                PreprocessingSettings.Crop.FOREGROUND,
                Optional.empty(),
                Optional.of(Size.cube(24)));
        Mask label = Grids.blob(grid);
        PreprocessedCase processed =
                Pipeline.of(same).run(Sample.of(Grids.body(grid, new SplittableRandom(seed)), label));
        assertThat(processed.undo(processed.sample().label().orElseThrow()).labels())
                .isEqualTo(label.labels());
    }

    private static double largestDifference(Volume a, Volume b) {
        return IntStream.range(0, a.size().voxels())
                .mapToDouble(n -> Math.abs(a.get(n) - b.get(n)))
                .max()
                .orElseThrow();
    }

    @Test
    void aConstantImageIsRefused() {
        Geometry grid = new Geometry(Size.cube(4), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        Sample constant = Sample.of(Grids.fill(grid, (i, j, k) -> 40));
        assertThatThrownBy(() -> Pipeline.of(REFERENCE).run(constant))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("constant");
    }

    @Test
    void aTieInTheNumberOfVoxelsGoesToTheEvenNumber() {
        assertThat(resampled(240)).isEqualTo(120); // 120.5
        assertThat(resampled(242)).isEqualTo(122); // 121.5
        assertThat(resampled(241)).isEqualTo(121);
    }

    private static int resampled(int voxels) {
        Geometry grid = new Geometry(new Size(voxels, 1, 1), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        return new Resample(Spacing.isotropic(2), Interpolation.LINEAR)
                .plan(PendingTransform.of(Grids.fill(grid, (i, j, k) -> 0)))
                .result()
                .size()
                .x();
    }

    @Test
    void aWindowClipsBeforeItScales() {
        Geometry grid = new Geometry(new Size(4, 1, 1), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        Volume image = Volume.of(grid, new short[] {-2048, -75, 75, 3071});
        assertThat(Pipeline.of(PreprocessingSettings.demo())
                        .run(Sample.of(image))
                        .sample()
                        .image()
                        .floats())
                .containsExactly(-2, -1, 1, 2);
    }

    @Test
    void percentilesAreNumpys() {
        // numpy.percentile([3, 1, 4, 1, 5, 9, 2, 6], [1, 50, 95]) = [1.0, 3.5, 7.95]
        Geometry grid = new Geometry(Size.cube(2), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        Percentile percentile = new Percentile(Volume.of(grid, new short[] {3, 1, 4, 1, 5, 9, 2, 6}));
        assertThat(percentile.at(1)).isCloseTo(1, within(1e-12));
        assertThat(percentile.at(50)).isCloseTo(3.5, within(1e-12));
        assertThat(percentile.at(95)).isCloseTo(7.95, within(1e-12));
    }
}

package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ball in the body, scanned on anisotropic, oblique grids of all 48 orientations, is found where it is. */
class GridReturnTest {
    private static final double[] CENTRE = {12, -31, 55};
    private static final double RADIUS = 9;

    @TempDir
    private static Path folder;

    static IntStream orientations() {
        return IntStream.range(0, 48);
    }

    /** Axes permuted by one of six, flipped by one of eight, then turned; the ball's centre somewhere in the middle. */
    private static Geometry grid(int orientation) {
        int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        SplittableRandom random = new SplittableRandom(orientation);
        double[][] axes = new double[3][4];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double step = random.nextDouble(0.7, 2.8);
            boolean flipped = (orientation >> axis & 1) != 0;
            axes[permutations[orientation / 8][axis]][axis] = flipped ? -step : step;
            size[axis] = (int) (40 / step);
        }
        double turn = random.nextDouble(-0.35, 0.35);
        double tilt = random.nextDouble(-0.35, 0.35);
        Affine turned = Affine.of(new double[][] {
                    {Math.cos(turn), -Math.sin(turn), 0, 0},
                    {Math.sin(turn) * Math.cos(tilt), Math.cos(turn) * Math.cos(tilt), -Math.sin(tilt), 0},
                    {Math.sin(turn) * Math.sin(tilt), Math.cos(turn) * Math.sin(tilt), Math.cos(tilt), 0}
                })
                .after(Affine.of(axes));
        double[] middle = turned.apply(size[0] * 0.45, size[1] * 0.5, size[2] * 0.55);
        double[][] placed = turned.toArray();
        for (int r = 0; r < 3; r++) {
            placed[r][3] = CENTRE[r] - middle[r];
        }
        return new Geometry(Size.of(size), Affine.of(placed));
    }

    /** Millimetres from the ball's surface, negative inside. */
    private static double outside(Geometry grid, int index) {
        int x = grid.size().x();
        int row = index / x;
        int slice = row / grid.size().y();
        double[] at = grid.affine().apply(index % x, row % grid.size().y(), slice);
        return Math.hypot(Math.hypot(at[0] - CENTRE[0], at[1] - CENTRE[1]), at[2] - CENTRE[2]) - RADIUS;
    }

    private static Mask segmented(Geometry grid) {
        short[] hu = new short[grid.size().voxels()];
        for (int n = 0; n < hu.length; n++) {
            // A smooth edge, so that its place does not depend on how fine the grid is.
            hu[n] = (short) Math.rint(Math.max(-100, Math.min(100, -25 * outside(grid, n))));
        }
        PreprocessingSettings settings = new PreprocessingSettings(
                "test",
                Intensity.window(-150, 150, 0, 75),
                PreprocessingSettings.Crop.FOREGROUND,
                Optional.of(Spacing.isotropic(1.5)),
                Optional.of(Size.cube(16)));
        SlidingWindow window = new SlidingWindow(InferenceSettings.of(Size.cube(16)));
        return new NetworkSegmenter(Pipeline.of(settings), window, Formulas.copying())
                .segment(Volume.of(grid, hu))
                .mask();
    }

    @ParameterizedTest
    @MethodSource("orientations")
    void aMaskWrittenAndReadBackLiesWhereTheScanDoes(int orientation) {
        Geometry grid = grid(orientation);
        Path file = folder.resolve(orientation + ".nii.gz");
        NiftiWriter.write(segmented(grid), file);
        Mask mask = NiftiReader.readMask(file);

        assertThat(mask.size()).isEqualTo(grid.size());
        assertThat(mask.geometry().orientation()).isEqualTo(grid.orientation());
        assertThat(mask.geometry().affine().maxDifference(grid.affine())).isLessThan(1e-4);
        assertThat(mask.count(1)).isPositive();
        for (int n = 0; n < mask.labels().length; n++) {
            double outside = outside(grid, n);
            // Linear interpolation, twice, moves a curved border by less than half of the coarsest step.
            if (Math.abs(outside) > 1.4) {
                assertThat(mask.get(n)).as("%.2f mm from the surface", outside).isEqualTo(outside < 0 ? 1 : 0);
            }
        }
    }
}

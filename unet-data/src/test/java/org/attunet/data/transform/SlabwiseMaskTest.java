package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlabwiseMaskTest {
    private static final int CLASSES = 3;

    /** Array axes along these world axes, the first of them backwards; cropped, resampled and padded on the way to the network. */
    private static PreprocessedCase processed(String axes, double millimetres) {
        double[] step = {1.3, 0.9, 2.6};
        double[][] affine = new double[3][4];
        for (int axis = 0; axis < 3; axis++) {
            int world = "xyz".indexOf(axes.charAt(axis));
            affine[world][axis] = axis == 0 ? -step[axis] : step[axis];
            affine[world][3] = 7 - 5 * axis;
        }
        Geometry grid = new Geometry(new Size(23, 31, 12), Affine.of(affine));
        // Air on two sides of each axis, which is cropped away.
        Volume image = Grids.fill(grid, (i, j, k) -> i < 2 || j > 27 || k < 1 ? -1000 : 50 + i + j + k);
        PreprocessingSettings settings = new PreprocessingSettings(
                "test",
                Intensity.window(-150, 150, 0, 75),
                PreprocessingSettings.Crop.FOREGROUND,
                Optional.of(Spacing.isotropic(millimetres)),
                Optional.of(Size.cube(16)));
        return Pipeline.of(settings).run(Sample.of(image));
    }

    private static List<Volume> random(Geometry grid) {
        SplittableRandom random = new SplittableRandom(3);
        return IntStream.range(0, CLASSES)
                .mapToObj(c -> Grids.fill(grid, (i, j, k) -> random.nextDouble()))
                .toList();
    }

    private static Mask inSlabs(PreprocessedCase processed, List<Volume> values, int thickness) {
        Geometry grid = processed.geometry();
        SlabwiseMask mask = processed.slabwiseLargest();
        for (int from = 0; from < grid.size().z(); from += thickness) {
            int first = Math.max(0, from - 1);
            int to = Math.min(grid.size().z(), from + thickness);
            Cutout slab = new Cutout(
                    grid, new Box(0, 0, first, grid.size().x(), grid.size().y(), to));
            mask.add(first, values.stream().map(slab::of).toList());
        }
        return mask.mask();
    }

    /** Each class brought back by itself, and compared voxel by voxel. */
    private static byte[] expected(PreprocessedCase processed, List<Volume> values) {
        List<Volume> back =
                values.stream().map(volume -> processed.undo(volume, Float.NaN)).toList();
        byte[] labels = new byte[back.get(0).size().voxels()];
        for (int n = 0; n < labels.length; n++) {
            for (int c = 1; c < CLASSES; c++) {
                labels[n] = (byte) (back.get(c).get(n) > back.get(labels[n]).get(n) ? c : labels[n]);
            }
        }
        return labels;
    }

    @ParameterizedTest
    @CsvSource({
        "xyz, 2", "xzy, 2", "yxz, 2", "yzx, 2", "zxy, 2", "zyx, 2",
        "xyz, 0.7", "yzx, 0.7", "zxy, 0.7", "xyz, 3.7", "xzy, 3.7", "zyx, 3.7"
    })
    void theMaskIsThatOfTheWholeForAnyThicknessOfSlabs(String axes, double millimetres) {
        PreprocessedCase processed = processed(axes, millimetres);
        List<Volume> values = random(processed.geometry());
        byte[] expected = expected(processed, values);
        assertThat(expected).contains(1, 2);
        assertThat(processed.undoLargest(values).labels()).isEqualTo(expected);
        for (int thickness : new int[] {1, 2, 5, 1000}) {
            Mask mask = inSlabs(processed, values, thickness);
            assertThat(mask.geometry()).isEqualTo(processed.undoLargest(values).geometry());
            assertThat(mask.labels()).as("slabs of %d", thickness).isEqualTo(expected);
        }
    }
}

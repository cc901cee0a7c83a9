package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which voxels are a mask's surface, its contour in a slice, and the shell around it. */
class SurfacesTest {
    private static final Geometry GRID = Masks.grid(Size.cube(20), Spacing.isotropic(1));
    private static final Mask CUBE = Masks.of(GRID, (i, j, k) -> in(i, 5, 15) && in(j, 5, 15) && in(k, 5, 15));

    private static boolean in(int n, int from, int to) {
        return n >= from && n < to;
    }

    private static Crop crop(Mask mask) {
        Extent extent = Extent.of(new MaskPair(mask, mask), 1).orElseThrow();
        return Crop.of(mask, 1, Crop.planes(mask.geometry(), extent));
    }

    /** A slice across the third axis, of ones and blanks as they are drawn, rows downwards. */
    private static Slice slice(String... rows) {
        Geometry grid = Masks.grid(new Size(rows[0].length(), rows.length, 1), Spacing.isotropic(1));
        return Slice.of(crop(Masks.of(grid, (i, j, k) -> rows[j].charAt(i) == '1')), 2, 1);
    }

    /** The middle of each face of a cube is missed: nothing outside is nearer than the voxel across that face. */
    @ParameterizedTest
    @CsvSource({"5, 9, 9", "14, 9, 9", "9, 5, 9", "9, 14, 9", "9, 9, 5", "9, 9, 14"})
    void theShellLiesAcrossEveryFace(int x, int y, int z) {
        Mask prediction = Masks.of(GRID, (i, j, k) -> CUBE.get(i, j, k) == 1 && !(i == x && j == y && k == z));
        List<ErrorsByDistance.Band> bands =
                ErrorsByDistance.of(new MaskPair(prediction, CUBE), 1).bands();
        assertThat(bands.get(0).missedMl()).isCloseTo(0.001, within(1e-15));
    }

    @Test
    void aSingleVoxelHasAShellOfSix() {
        Mask single = Masks.of(GRID, (i, j, k) -> i == 3 && j == 4 && k == 5);
        // Planes 2 to 4, 3 to 5 and 4 to 6: the voxel is number 13 of 27.
        assertThat(crop(single).surface()).containsExactly(13);
        assertThat(crop(single).shell()).containsExactlyInAnyOrder(12, 14, 10, 16, 4, 22);
    }

    /** 10³ less the 8³ within. */
    @Test
    void theSurfaceOfACubeIsItsOutermostLayer() {
        assertThat(crop(CUBE).surface()).hasSize(1000 - 512);
        assertThat(crop(CUBE).count()).isEqualTo(1000);
    }

    @Test
    void planesThatNothingLiesNearAreLeftOut() {
        Mask specks = Masks.of(GRID, (i, j, k) -> (i == 2 || i == 15) && j == 3 && k == 3);
        Crop crop = crop(specks);
        assertThat(crop.planes(0).positions()).containsExactly(1, 2, 3, 14, 15, 16);
        assertThat(crop.planes(1).positions()).containsExactly(2, 3, 4);
    }

    /** The one pixel within is no contour; rows are five long, one beyond the mask on either side. */
    @Test
    void theContourOfASquareIsAllButItsMiddle() {
        assertThat(slice("111", "111", "111").contour()).containsExactly(6, 7, 8, 11, 13, 16, 17, 18);
    }

    /** A bay is part of the background wherever it opens, a hole is not. */
    @Test
    void aBayHasAContourAndAHoleHasNone() {
        int closed = slice("11111", "11111", "11011", "11111", "11111").contour().length;
        assertThat(closed).isEqualTo(16);
        // The bay's pixels lie beside the four left, right and beyond it; two of the rim are gone with it.
        String[] down = {"11111", "11111", "11011", "11011", "11011"};
        String[] up = {"11011", "11011", "11011", "11111", "11111"};
        assertThat(slice(down).contour()).hasSize(16 - 1 + 2 + 2 + 1);
        assertThat(slice(up).contour()).hasSize(16 - 1 + 2 + 2 + 1);
        assertThat(slice("11111", "11111", "00011", "11111", "11111").contour()).hasSize(16 - 1 + 2 + 2 + 1);
        assertThat(slice("11111", "11111", "11000", "11111", "11111").contour()).hasSize(16 - 1 + 2 + 2 + 1);
    }

    @Test
    void aSliceIsEmptyWhereNothingIsInside() {
        Crop crop = crop(CUBE);
        assertThat(Slice.of(crop, 2, 0).isEmpty()).isTrue();
        assertThat(Slice.of(crop, 2, 1).isEmpty()).isFalse();
    }

    /** From two voxels to one, 1 and 3 off, and back. */
    @Test
    void distancesOfBothWaysAreKeptApart() {
        double[][] line = {{0, 1, 2, 3, 4, 5}, {0}, {0}};
        SurfaceDistances distances = SurfaceDistances.between(line, new int[] {1, 5}, new int[] {2});
        assertThat(distances.mean()).isCloseTo(5 / 3.0, within(1e-12));
        assertThat(distances.meanOfMeans()).isCloseTo((2 + 1) / 2.0, within(1e-12));
        assertThat(Arrays.asList(distances.percentile(0), distances.percentile(50), distances.percentile(100)))
                .containsExactly(1.0, 2.0, 3.0);
    }
}

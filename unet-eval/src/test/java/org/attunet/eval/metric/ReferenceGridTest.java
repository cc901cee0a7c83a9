package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.attunet.data.DataException;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceGridTest {
    private static double voxels(Mask prediction, Mask label) {
        return new Scorer(1).score("case", new MaskPair(prediction, label)).value(Metric.S2S_VOXELS);
    }

    @Test
    void fourMillimetresAreTwoVoxelsWhateverTheImagesGrid() {
        Geometry fine = Masks.grid(new Size(40, 20, 20), new Spacing(1, 2, 0.5));
        Mask a = Masks.of(fine, (i, j, k) -> i == 10 && j == 10 && k == 8);
        Mask b = Masks.of(fine, (i, j, k) -> i == 14 && j == 10 && k == 8);

        assertThat(voxels(a, b)).isCloseTo(2, within(1e-7));
    }

    @Test
    void aVoxelBetweenTheGridsVoxelsFallsThroughAndThatIsSaid() {
        Geometry fine = Masks.grid(new Size(9, 9, 9), Spacing.isotropic(1));
        Mask between = Masks.of(fine, (i, j, k) -> i == 3 && j == 4 && k == 4);
        Scores scores = new Scorer(1).score("case", new MaskPair(between, between));

        assertThat(scores.has(Metric.S2S_VOXELS)).isFalse();
        assertThat(scores.note()).contains("2 mm grid");
        assertThat(scores.value(Metric.ASSD)).isZero();
    }

    /** 65 m is longer than any body, and 1501³ voxels are more than any organ has; one voxel of the same grid is few. */
    @ParameterizedTest
    @ValueSource(doubles = {10_000, 1000})
    void anOrganOfMetresIsRefusedBeforeItsGridIsMade(double spacing) {
        Geometry grid = Masks.grid(Size.cube(8), Spacing.isotropic(spacing));
        Mask corners = Masks.of(grid, (i, j, k) -> (i == 2 || i == 5) && i == j && j == k);

        assertThatThrownBy(() -> voxels(corners, corners))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("too large to be measured on a 2 mm grid")
                .hasMessageContaining("8×8×8 voxels of " + (spacing == 1000 ? "1000 × 1000" : "1.000e+04"))
                .hasMessageContaining("[N20]");
    }

    @Test
    void theFirstVoxelToTheLeftStaysInItsPlaceWhereTheArrayRunsToTheLeft() {
        // 10 voxels of 1 mm running to the left: the 2 mm grid keeps indices 9, 7, 5 …
        Geometry leftwards = new Geometry(Size.cube(10), Affine.of(new double[][] {
            {-1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}
        }));
        Mask kept = Masks.of(leftwards, (i, j, k) -> i == 7 && j == 4 && k == 4);
        Mask fallen = Masks.of(leftwards, (i, j, k) -> i == 6 && j == 4 && k == 4);

        assertThat(voxels(kept, kept)).isZero();
        assertThat(voxels(fallen, fallen)).isNaN();
    }

    /** 40 voxels of 1 mm are round(39 / 2 + 1) = 20 of 2 mm, halves to even: the last lies on index 38. */
    @Test
    void theGridEndsWhereTheReferenceEndsIt() {
        Geometry line = Masks.grid(new Size(40, 1, 1), Spacing.isotropic(1));
        Mask beyond = Masks.of(line, (i, j, k) -> i == 39);
        Mask last = Masks.of(line, (i, j, k) -> i == 38);

        assertThat(voxels(beyond, beyond)).isNaN();
        assertThat(voxels(last, last)).isZero();
        // 4 voxels of 3 mm are round(9 / 2 + 1) = 6; their last lies on index 3 and takes 10 mm for 9.
        Geometry coarse = Masks.grid(new Size(4, 1, 1), new Spacing(3, 1, 1));
        Mask first = Masks.of(coarse, (i, j, k) -> i == 0);
        Mask end = Masks.of(coarse, (i, j, k) -> i == 3);
        assertThat(voxels(first, end)).isCloseTo((4 + (4 + 5) / 2.0 * 2) / 3, within(1e-6));
    }

    @Test
    void aGridThatNoMemoryHoldsIsRefusedByItsSpacing() {
        Geometry long1 = Masks.grid(new Size(3, 1, 1), new Spacing(40000, 1, 1));
        Mask ends = Masks.of(long1, (i, j, k) -> i != 1);
        refused(ends, "3×1×1 voxels of 4.000e+04 × 1.000 × 1.000 mm");
        Mask longest = Masks.of(Masks.grid(new Size(32767, 1, 1), new Spacing(2, 1, 1)), (i, j, k) -> i > 32765);
        assertThat(voxels(longest, longest)).isZero();
        // 651³ voxels of the grid, all filled.
        Mask full = Masks.of(Masks.grid(Size.cube(2), Spacing.isotropic(1300)), (i, j, k) -> true);
        refused(full, "2×2×2 voxels of 1300 × 1300 × 1300 mm");
    }

    private static void refused(Mask mask, String found) {
        assertThatThrownBy(() -> ReferenceGrid.distance(new MaskPair(mask, mask), 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(found);
    }
}

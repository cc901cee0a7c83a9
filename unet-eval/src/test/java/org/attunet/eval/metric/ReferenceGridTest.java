package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

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
}

package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

class SlicewiseDistanceTest {
    private static final Geometry GRID = Masks.grid(new Size(16, 14, 6), new Spacing(0.5, 0.8, 4));

    private static double slicewise(Mask prediction, Mask label) {
        return new Scorer(1).score("case", new MaskPair(prediction, label)).value(Metric.S2S_SLICEWISE);
    }

    @Test
    void aPointInAFrameIsAsFarAsItsHalfWidth() {
        // One pixel against a line of three along the first axis, 0.5 mm steps: there 0, back (0.5 + 0 + 0.5) / 3.
        Mask point = Masks.of(GRID, (i, j, k) -> i == 5 && j == 5 && k == 2);
        Mask line = Masks.of(GRID, (i, j, k) -> i >= 4 && i <= 6 && j == 5 && k == 2);

        assertThat(slicewise(point, line)).isCloseTo((0 + 1.0 / 3) / 2, within(1e-7));
    }

    @Test
    void slicesWithOnlyOneMaskSayNothing() {
        Mask low = Masks.of(GRID, (i, j, k) -> i == 5 && j == 5 && k <= 3);
        Mask high = Masks.of(GRID, (i, j, k) -> i == 9 && j == 5 && k >= 3);

        assertThat(slicewise(low, high)).isCloseTo(2, within(1e-7));
    }

    @Test
    void withoutACommonSliceItIsMissingAndSaidSo() {
        Mask low = Masks.of(GRID, (i, j, k) -> i == 5 && j == 5 && k < 3);
        Mask high = Masks.of(GRID, (i, j, k) -> i == 5 && j == 5 && k >= 3);
        Scores scores = new Scorer(1).score("case", new MaskPair(low, high));

        assertThat(scores.has(Metric.S2S_SLICEWISE)).isFalse();
        assertThat(scores.note()).contains("no axial slice");
        assertThat(scores.value(Metric.ASSD)).isPositive();
    }

    @Test
    void holesHaveNoContour() {
        Mask full = Masks.of(GRID, (i, j, k) -> i >= 2 && i <= 12 && j >= 2 && j <= 12 && k == 3);
        Mask holed = Masks.of(
                GRID,
                (i, j, k) -> i >= 2 && i <= 12 && j >= 2 && j <= 12 && k == 3 && !(i > 4 && i < 8 && j > 4 && j < 8));

        assertThat(slicewise(holed, full)).isZero();
    }

    @Test
    void slicesLieAcrossTheAxisFromFeetToHeadWhereverItIs() {
        // The first array axis runs down, the second to the right, the third to the front.
        Geometry turned = new Geometry(new Size(5, 9, 8), Affine.of(new double[][] {
            {0, 0.7, 0, 0}, {0, 0, 0.9, 0}, {-3, 0, 0, 0}, {0, 0, 0, 1}
        }));
        Mask a = Masks.of(turned, (i, j, k) -> i == 2 && j == 3 && k == 1);
        Mask b = Masks.of(turned, (i, j, k) -> (i == 2 && j == 5 && k == 1) || (i == 3 && j == 3 && k == 1));

        assertThat(slicewise(a, b)).isCloseTo(1.4, within(1e-6));
    }
}

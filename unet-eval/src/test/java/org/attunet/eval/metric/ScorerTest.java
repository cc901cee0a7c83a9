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

class ScorerTest {
    private static final Geometry GRID = Masks.grid(new Size(20, 18, 16), new Spacing(0.8, 0.8, 2.5));
    private static final Mask NOTHING = Masks.of(GRID, (i, j, k) -> false);
    private static final Mask BLOCK =
            Masks.of(GRID, (i, j, k) -> i >= 3 && i < 9 && j >= 4 && j < 10 && k >= 2 && k < 8);

    private static Scores score(Mask prediction, Mask label) {
        return new Scorer(1).score("case", new MaskPair(prediction, label));
    }

    @Test
    void aMaskAgreesWithItselfInEverything() {
        Scores scores = score(BLOCK, BLOCK);

        for (Metric metric : Metric.values()) {
            switch (metric.better()) {
                case HIGHER ->
                    assertThat(scores.value(metric)).as(metric.column()).isEqualTo(1);
                case LOWER ->
                    assertThat(scores.value(metric)).as(metric.column()).isZero();
                case NEITHER ->
                    assertThat(scores.value(metric))
                            .as(metric.column())
                            .isCloseTo(metric == Metric.VOLUME_DIFFERENCE ? 0 : 216 * 1.6 / 1000, within(1e-12));
            }
        }
        assertThat(scores.note()).isEmpty();
    }

    @Test
    void twoEmptyMasksAgreeAndHaveNoDistances() {
        Scores scores = score(NOTHING, NOTHING);

        assertThat(scores.value(Metric.DICE)).isEqualTo(1);
        assertThat(scores.value(Metric.IOU)).isEqualTo(1);
        assertThat(scores.value(Metric.PRECISION)).isEqualTo(1);
        assertThat(scores.value(Metric.RECALL)).isEqualTo(1);
        assertThat(scores.value(Metric.NSD)).isEqualTo(1);
        assertNoDistances(scores);
        assertThat(scores.note()).contains("both masks are empty");
    }

    @Test
    void withNothingPredictedPrecisionIsMissingAndRecallIsZero() {
        Scores scores = score(NOTHING, BLOCK);

        assertThat(scores.value(Metric.DICE)).isZero();
        assertThat(scores.value(Metric.IOU)).isZero();
        assertThat(scores.value(Metric.NSD)).isZero();
        assertThat(scores.has(Metric.PRECISION)).isFalse();
        assertThat(scores.value(Metric.RECALL)).isZero();
        assertThat(scores.value(Metric.VOLUME_DIFFERENCE)).isCloseTo(-216 * 1.6 / 1000, within(1e-12));
        assertNoDistances(scores);
        assertThat(scores.note()).contains("nothing was predicted");
    }

    @Test
    void withNothingToFindRecallIsMissingAndPrecisionIsZero() {
        Scores scores = score(BLOCK, NOTHING);

        assertThat(scores.value(Metric.DICE)).isZero();
        assertThat(scores.value(Metric.PRECISION)).isZero();
        assertThat(scores.has(Metric.RECALL)).isFalse();
        assertNoDistances(scores);
        assertThat(scores.note()).contains("the label is empty");
    }

    private static void assertNoDistances(Scores scores) {
        assertThat(scores.values())
                .doesNotContainKeys(Metric.ASSD, Metric.HD95, Metric.S2S_VOXELS, Metric.S2S_SLICEWISE);
    }

    @Test
    void diceOfDisjointMasksIsZeroAndTheirDistancesExist() {
        Mask apart = Masks.of(GRID, (i, j, k) -> i >= 12 && j >= 4 && j < 10 && k >= 2 && k < 8);
        Scores scores = score(apart, BLOCK);

        assertThat(scores.value(Metric.DICE)).isZero();
        assertThat(scores.value(Metric.ASSD)).isPositive();
    }

    @Test
    void otherLabelsAreBackground() {
        byte[] labels = BLOCK.labels().clone();
        labels[0] = (byte) 200;
        Mask two = new Mask(GRID, labels);

        assertThat(score(two, BLOCK).value(Metric.HD95)).isZero();
        assertThat(new Scorer(200).score("case", new MaskPair(two, two)).value(Metric.VOLUME_LABEL))
                .isCloseTo(0.0016, within(1e-12));
    }

    @Test
    void aShiftAlongAnAxisIsTheHausdorffDistanceAndOrderDoesNotMatter() {
        Mask shifted = Masks.of(GRID, (i, j, k) -> i >= 5 && i < 11 && j >= 4 && j < 10 && k >= 2 && k < 8);
        double along = score(shifted, BLOCK).value(Metric.HD95);

        assertThat(along).isCloseTo(1.6, within(1e-6));
        assertThat(score(BLOCK, shifted).value(Metric.ASSD))
                .isEqualTo(score(shifted, BLOCK).value(Metric.ASSD));
    }

    @Test
    void specksFarApartAreAsFarAsTheyAreThoughPlanesBetweenAreLeftOut() {
        Mask near = Masks.of(GRID, (i, j, k) -> i == 1 && j == 1 && k == 1);
        Mask far = Masks.of(GRID, (i, j, k) -> i == 16 && j == 11 && k == 13);

        // 15 · 0.8, 10 · 0.8 and 12 · 2.5 mm.
        assertThat(score(near, far).value(Metric.ASSD)).isCloseTo(Math.sqrt(144 + 64 + 900), within(1e-5));
    }

    @Test
    void theFigureOfTheTwoMillimetreGridIsTakenOnTheNetworksOwnGridWhereThatIsGiven() {
        Geometry two = Masks.grid(new Size(12, 12, 12), Spacing.isotropic(2));
        Mask label = Masks.of(two, (i, j, k) -> i >= 3 && i < 7 && j >= 3 && j < 7 && k >= 3 && k < 7);
        Mask single = Masks.of(two, (i, j, k) -> i == 3 && j == 3 && k == 3);
        MaskPair same = new MaskPair(BLOCK, BLOCK);

        assertThat(new Scorer(1)
                        .score("case", same, new MaskPair(single, label))
                        .value(Metric.S2S_VOXELS))
                .isPositive();
    }

    @Test
    void masksOfDifferentSizesAreRefused() {
        Mask other = Masks.of(Masks.grid(new Size(20, 18, 15), new Spacing(0.8, 0.8, 2.5)), (i, j, k) -> true);

        assertThatThrownBy(() -> new MaskPair(other, BLOCK))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("20×18×15")
                .hasMessageContaining("20×18×16");
    }

    @Test
    void masksInDifferentPlacesAreRefusedWithTheDistance() {
        Geometry moved = new Geometry(GRID.size(), Affine.diagonal(new Spacing(0.8, 0.8, 2.5), 0, 3, 4));

        assertThatThrownBy(() -> new MaskPair(BLOCK.withGeometry(moved), BLOCK))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("5.00 mm");
    }
}

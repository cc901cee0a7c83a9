package org.attunet.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

class MaskTraitsTest {
    private static Geometry grid(int x, int y, int z) {
        return new Geometry(new Size(x, y, z), Affine.diagonal(new Spacing(10, 10, 10), 0, 0, 0));
    }

    private static MaskTraits traits(Mask mask, IntToDoubleFunction probability) {
        TraitSums sums = new TraitSums();
        for (int n = 0; n < mask.labels().length; n++) {
            sums.add(probability.applyAsDouble(n), mask.get(n) == 1);
        }
        return sums.traits(mask, 1);
    }

    /**
     * Probabilities 0.95, 0.65 and 0.55 in the mask, 0.4 and 0.2 outside: Σ p in the mask 2.15, in all 2.75. Above 0.3 there are four, above
     * 0.7 one. Voxels of 1 ml.
     */
    @Test
    void traitsAreCountedFromMaskAndProbabilities() {
        double[] p = {0.95, 0.65, 0.4, 0.2, 0.55, 0};
        MaskTraits traits = traits(new Mask(grid(6, 1, 1), new byte[] {1, 1, 0, 0, 1, 2}), n -> p[n]);
        assertThat(traits.expectedDice()).isCloseTo(2 * 2.15 / (3 + 2.75), within(1e-12));
        assertThat(traits.confidence()).isCloseTo(2.15 / 3, within(1e-12));
        assertThat(traits.stability()).isCloseTo(2.0 * 1 / (4 + 1), within(1e-12));
        assertThat(traits.millilitres()).isCloseTo(3, within(1e-9));
        assertThat(traits.largestShare()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(traits.borderShare()).isEqualTo(1);
    }

    /** A cube of 3³ in one of 5³ has one voxel that none of its six neighbours leaves out. */
    @Test
    void onlyTheMiddleOfACubeIsNoBorder() {
        Geometry grid = grid(5, 5, 5);
        byte[] labels = new byte[125];
        for (int k = 1; k < 4; k++) {
            for (int j = 1; j < 4; j++) {
                for (int i = 1; i < 4; i++) {
                    labels[grid.size().index(i, j, k)] = 1;
                }
            }
        }
        MaskTraits traits = traits(new Mask(grid, labels), n -> labels[n]);
        assertThat(traits.borderShare()).isCloseTo(26.0 / 27, within(1e-12));
        assertThat(traits.expectedDice()).isEqualTo(1);
        assertThat(traits.stability()).isEqualTo(1);
    }

    @Test
    void anEmptyMaskHasNone() {
        MaskTraits traits = traits(new Mask(grid(2, 1, 1), new byte[] {0, 2}), n -> 0.4);
        assertThat(traits).isEqualTo(MaskTraits.EMPTY);
        assertThat(traits.isEmpty()).isTrue();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MaskTraits(0, 0, Double.NaN, 0, 0, 0));
    }

    @Test
    void severalNetworksPredictTheirMeanAndNothingWhereOneCannot() {
        Optional<PredictedDice> one = Optional.of(new PredictedDice(0.8, 0.6));
        Optional<PredictedDice> other = Optional.of(new PredictedDice(0.4, 0.7));
        assertThat(PredictedDice.mean(List.of(one, other)).orElseThrow().isLow())
                .isTrue();
        assertThat(PredictedDice.mean(List.of(one, other)).orElseThrow().dice()).isCloseTo(0.6, within(1e-12));
        assertThat(PredictedDice.mean(List.of(one, Optional.empty()))).isEmpty();
    }
}

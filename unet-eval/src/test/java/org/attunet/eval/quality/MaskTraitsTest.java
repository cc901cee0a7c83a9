package org.attunet.eval.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
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

    /** Three voxels of 1 ml, two of them side by side. */
    @Test
    void traitsAreThoseOfTheOrganAlone() {
        Mask mask = new Mask(grid(6, 1, 1), new byte[] {1, 1, 0, 0, 1, 2});
        MaskTraits traits = MaskTraits.of(mask, 1, 5.5);
        assertThat(traits.margin()).isCloseTo(5.5 / 3, within(1e-12));
        assertThat(traits.millilitres()).isCloseTo(3, within(1e-9));
        assertThat(traits.largestShare()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void anEmptyMaskHasNone() {
        MaskTraits traits = MaskTraits.of(new Mask(grid(2, 1, 1), new byte[] {0, 2}), 1, 0);
        assertThat(traits).isEqualTo(MaskTraits.EMPTY);
        assertThat(traits.isEmpty()).isTrue();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MaskTraits(0, Double.NaN, 0));
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

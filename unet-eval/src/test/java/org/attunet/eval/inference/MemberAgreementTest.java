package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

class MemberAgreementTest {
    private static final Geometry GRID =
            new Geometry(new Size(4, 1, 1), Affine.diagonal(new Spacing(1, 1, 1), 0, 0, 0));

    private static Mask mask(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) labels[n];
        }
        return new Mask(GRID, bytes);
    }

    /** Pairs have Dice 2·1/(2+1), 2·1/(2+2) and 2·1/(1+2). */
    @Test
    void theFigureIsTheMeanDiceOfPairsAndTheMapTheShareThatAgrees() {
        List<Mask> members = List.of(mask(1, 1, 0, 0), mask(0, 1, 0, 0), mask(0, 1, 1, 0));
        Agreement agreement = Agreement.of(members, mask(0, 1, 0, 0));
        assertThat(agreement.dice()).isCloseTo((2.0 / 3 + 1.0 / 2 + 2.0 / 3) / 3, within(1e-12));
        assertThat(agreement.map().floats()).containsExactly(2f / 3, 1, 2f / 3, 1);
    }

    @Test
    void emptyMasksAgree() {
        Agreement agreement = Agreement.of(List.of(mask(0, 0, 0, 0), mask(0, 0, 0, 0)), mask(0, 0, 0, 0));
        assertThat(agreement.dice()).isEqualTo(1);
    }
}

package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.MaskTraits;
import org.junit.jupiter.api.Test;

class NetworkTraitsTest {
    /** Background, organ and another class at six voxels, two in each of three slices of 10 mm. */
    private static final float[][] LOGITS = {
        {0, 5, 1, 0, 0, 9},
        {2, 1, 3, 4, 1, 0},
        {-1, 0, 2.5f, 0, 6, 0}
    };

    private static List<Volume> slices(int from, int to) {
        Geometry grid =
                new Geometry(new Size(2, 1, to - from), Affine.diagonal(new Spacing(10, 10, 10), 0, 0, 10 * from));
        return Stream.of(LOGITS)
                .map(of -> Volume.of(grid, Arrays.copyOfRange(of, 2 * from, 2 * to)))
                .toList();
    }

    /** The organ has the voxels 0, 2 and 3, 2 − 0, 3 − 2.5 and 4 − 0 above the next class. */
    @Test
    void aMarginIsTheDistanceToTheNextClass() {
        MaskTraits traits = NetworkTraits.of(slices(0, 3));
        assertThat(traits.margin()).isCloseTo((2 + 0.5 + 4) / 3, within(1e-6));
        assertThat(traits.millilitres()).isCloseTo(3, within(1e-6));
    }

    @Test
    void slabsThatShareASliceGiveTheSameAsTheWhole() {
        NetworkTraits slabs = new NetworkTraits(slices(0, 3).get(0).geometry());
        slabs.accept(0, slices(0, 2));
        slabs.accept(1, slices(1, 3));
        assertThat(slabs.traits()).isEqualTo(NetworkTraits.of(slices(0, 3)));
    }
}

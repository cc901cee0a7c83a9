package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;

class PercentMapTest {
    private static Volume ramp(int x, int y, int z) {
        Geometry grid = new Geometry(new Size(x, y, z), Affine.diagonal(new Spacing(2, 2, 3), 10, 20, 30));
        float[] shares = new float[grid.size().voxels()];
        for (int n = 0; n < shares.length; n++) {
            shares[n] = n % x / 10f;
        }
        return Volume.of(grid, shares);
    }

    /** Shares 0, 0.1, …, 0.4 along x: pairs have means of 0.05 and 0.25, the fifth column fills no block. */
    @Test
    void aBlockIsItsMeanWhereItsMiddleLies() {
        Volume coarse = PercentMap.thinned(ramp(5, 4, 2), 2);

        assertThat(coarse.size()).isEqualTo(new Size(2, 2, 1));
        assertThat(coarse.get(0, 0, 0)).isEqualTo(5);
        assertThat(coarse.get(1, 1, 0)).isEqualTo(25);
        assertThat(coarse.geometry().spacing()).isEqualTo(new Spacing(4, 4, 6));
        assertThat(coarse.geometry().affine().apply(0, 0, 0)).containsExactly(11, 21, 31.5);
    }

    @Test
    void aGridThinnerThanABlockIsOneBlock() {
        assertThat(PercentMap.thinned(ramp(4, 4, 1), 4).size()).isEqualTo(new Size(4, 4, 1));
    }

    @Test
    void percentsStayWithinTheirRange() {
        assertThat(PercentMap.of(-0.2)).isZero();
        assertThat(PercentMap.of(0.126)).isEqualTo((short) 13);
        assertThat(PercentMap.of(1.2)).isEqualTo((short) 100);
    }
}

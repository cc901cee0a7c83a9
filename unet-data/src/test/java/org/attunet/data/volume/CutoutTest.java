package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CutoutTest {
    private static final Geometry GRID = new Geometry(new Size(4, 5, 6), Affine.of(new double[][] {
        {-2, 0, 0, 10}, {0, 3, 0, -20}, {0, 0, 4, 30}, {0, 0, 0, 1}
    }));
    private static final Cutout CUTOUT = new Cutout(GRID, new Box(1, 2, 3, 3, 5, 6));

    private static Volume numbered() {
        float[] values = new float[GRID.size().voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = n;
        }
        return Volume.of(GRID, values);
    }

    @Test
    void itsVoxelsStayWhereTheyAreInTheBody() {
        Volume cut = CUTOUT.of(numbered());

        assertThat(cut.size()).isEqualTo(new Size(2, 3, 3));
        assertThat(cut.get(1, 2, 0)).isEqualTo(numbered().get(2, 4, 3));
        assertThat(CUTOUT.grid().affine().apply(1, 2, 0))
                .isEqualTo(GRID.affine().apply(2, 4, 3));
    }

    @Test
    void theWayBackPutsThemWhereTheyWere() {
        Volume back = CUTOUT.back(CUTOUT.of(numbered()), -7);
        byte[] ones = new byte[GRID.size().voxels()];
        Arrays.fill(ones, (byte) 1);
        Mask mask = CUTOUT.back(CUTOUT.of(new Mask(GRID, ones)));

        for (int n = 0; n < GRID.size().voxels(); n++) {
            int i = n % 4;
            int j = n / 4 % 5;
            boolean inside = i >= 1 && i < 3 && j >= 2 && n / 20 >= 3;
            assertThat(back.get(n)).isEqualTo(inside ? n : -7);
            assertThat(mask.get(n)).isEqualTo(inside ? 1 : 0);
        }
        assertThat(back.geometry()).isEqualTo(GRID);
    }
}

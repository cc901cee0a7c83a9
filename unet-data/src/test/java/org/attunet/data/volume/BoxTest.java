package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxTest {
    private static Mask mask(Size size, int... labelled) {
        byte[] labels = new byte[size.voxels()];
        for (int n : labelled) {
            labels[n] = 1;
        }
        return new Mask(new Geometry(size, Affine.diagonal(Spacing.isotropic(1), 0, 0, 0)), labels);
    }

    @Test
    void theBoxOfTwoVoxelsReachesFromOneToTheOtherWhereverTheyLie() {
        Random random = new Random(5);
        for (int trial = 0; trial < 200; trial++) {
            Size size = new Size(1 + random.nextInt(30), 1 + random.nextInt(4), 1 + random.nextInt(4));
            int[] a = {random.nextInt(size.x()), random.nextInt(size.y()), random.nextInt(size.z())};
            int[] b = {random.nextInt(size.x()), random.nextInt(size.y()), random.nextInt(size.z())};
            Box expected = new Box(a[0], a[1], a[2], a[0] + 1, a[1] + 1, a[2] + 1)
                    .union(new Box(b[0], b[1], b[2], b[0] + 1, b[1] + 1, b[2] + 1));

            Mask mask = mask(size, size.index(a[0], a[1], a[2]), size.index(b[0], b[1], b[2]));
            assertThat(Box.around(mask, 1)).contains(expected);
        }
    }

    @Test
    void otherLabelsHaveNoPartInIt() {
        assertThat(Box.around(mask(Size.cube(9), 4, 700), 2)).isEmpty();
    }

    @Test
    void backgroundHasNoBox() {
        assertThatThrownBy(() -> Box.around(mask(Size.cube(3)), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

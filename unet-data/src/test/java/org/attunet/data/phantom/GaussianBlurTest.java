package org.attunet.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.Test;

class GaussianBlurTest {
    @Test
    void aConstantStaysConstantUpToTheBorders() {
        Size size = new Size(5, 4, 6);
        float[] voxels = new float[size.voxels()];
        Arrays.fill(voxels, 7);
        new GaussianBlur(0.5).apply(voxels, size);
        for (float voxel : voxels) {
            assertThat(voxel).isCloseTo(7, within(1e-5f));
        }
    }

    /** The weights are exp(−n² / (2 · 0.45²)) over their sum for n = −2 … 2, whatever the axis. */
    @Test
    void aPointBecomesTheProductOfThreeGaussians() {
        Size size = Size.cube(9);
        float[] voxels = new float[size.voxels()];
        voxels[size.index(4, 4, 4)] = 1;
        new GaussianBlur(0.45).apply(voxels, size);
        double one = Math.exp(-1 / (2 * 0.45 * 0.45));
        double two = Math.exp(-4 / (2 * 0.45 * 0.45));
        double sum = 1 + 2 * one + 2 * two;
        assertThat(voxels[size.index(4, 4, 4)]).isCloseTo((float) (1 / (sum * sum * sum)), within(1e-6f));
        assertThat(voxels[size.index(5, 4, 4)]).isCloseTo((float) (one / (sum * sum * sum)), within(1e-6f));
        assertThat(voxels[size.index(3, 5, 4)]).isCloseTo((float) (one * one / (sum * sum * sum)), within(1e-6f));
        assertThat(voxels[size.index(4, 4, 6)]).isCloseTo((float) (two / (sum * sum * sum)), within(1e-6f));
    }
}

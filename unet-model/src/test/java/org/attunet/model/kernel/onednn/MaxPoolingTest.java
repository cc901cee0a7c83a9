package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.attunet.model.kernel.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaxPoolingTest {
    private static final Shape ODD = new Shape(2, 3, 5, 2, 3);
    private static final Shape HALF = new Shape(2, 3, 2, 1, 1);

    private final Arena arena = new Arena(Kept.FLOAT);

    @AfterEach
    void close() {
        arena.clear();
    }

    /** Values grow with every coordinate, so the maximum of eight is the last of them: at (2x + 1, 2y + 1, 2z + 1). */
    @Test
    void maximaAreOfEachChannelAndAnOddLastPlaneIsDropped() {
        Voxels in = HostVoxels.of(arena, ODD, (n, c, x, y, z) -> 1000 * n + 100 * c + 10 * x + 2 * y + z);
        Voxels out = arena.take(HALF);
        MaxPooling.forward(in, out);
        Voxels expected = HostVoxels.of(arena, HALF, (n, c, x, y, z) -> 1000 * n + 100 * c + 20 * x + 10 + 2 + 1);
        assertThat(HostVoxels.values(out)).containsExactly(HostVoxels.values(expected));
    }

    @Test
    void gradientGoesToTheFirstOfEqualMaximaAndIsAdded() {
        Voxels in = HostVoxels.of(arena, ODD, (n, c, x, y, z) -> x % 2 == 1 ? 7 : -1);
        Voxels out = arena.take(HALF);
        MaxPooling.forward(in, out);
        Voxels gradient = HostVoxels.of(arena, HALF, (n, c, x, y, z) -> 1 + c);
        Voxels dx = HostVoxels.of(arena, ODD, (n, c, x, y, z) -> 100);
        MaxPooling.backward(in, out, gradient, dx);
        Voxels expected =
                HostVoxels.of(arena, ODD, (n, c, x, y, z) -> 100 + (x % 2 == 1 && y == 0 && z == 0 ? 1 + c : 0));
        assertThat(HostVoxels.values(dx)).containsExactly(HostVoxels.values(expected));
    }

    @Test
    void negativeMaximaAreMaxima() {
        Voxels in = HostVoxels.of(arena, ODD, (n, c, x, y, z) -> -5 - z);
        Voxels out = arena.take(HALF);
        MaxPooling.forward(in, out);
        float[] fives = new float[12];
        Arrays.fill(fives, -5);
        assertThat(HostVoxels.values(out)).containsExactly(fives);
    }
}

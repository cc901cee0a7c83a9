package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AttentionMapperTest {
    private static final Geometry GRID =
            new Geometry(new Size(40, 30, 20), Affine.diagonal(Spacing.isotropic(2), 0, 0, 0));

    private final AtomicInteger windows = new AtomicInteger();

    /** Maps that are the image itself and twice it, of a network whose coarser gate has voxels of 4. */
    private Map<String, Volume> around(Box organ) {
        float[] voxels = new float[GRID.size().voxels()];
        for (int n = 0; n < voxels.length; n++) {
            voxels[n] = n / 100_000f;
        }
        Predictor maps = batch -> {
            windows.addAndGet((int) batch.size(0));
            try (INDArray twice = batch.mul(2)) {
                return Nd4j.concat(1, batch, twice);
            }
        };
        SlidingWindow window = new SlidingWindow(InferenceSettings.of(Size.cube(16)));
        return new AttentionMapper(window, maps, List.of("gate1", "gate3")).around(Volume.of(GRID, voxels), organ);
    }

    /** An organ of 6 × 6 × 6 voxels: the window begins 5 before it, and lies in the world where the organ does. */
    @Test
    void anOrganThatFitsIsShownInOneWindowAroundIt() {
        Map<String, Volume> maps = around(new Box(20, 10, 8, 26, 16, 14));

        assertThat(windows).hasValue(1);
        assertThat(maps).containsOnlyKeys("gate1", "gate3");
        assertThat(maps.get("gate1").size()).isEqualTo(Size.cube(16));
        assertThat(maps.get("gate1").geometry().affine().apply(0, 0, 0)).containsExactly(30, 10, 6);
        assertThat(maps.get("gate1").get(0, 0, 0)).isEqualTo(GRID.size().index(15, 5, 3) / 100_000f);
        assertThat(maps.get("gate3").get(0, 0, 0)).isEqualTo(2 * GRID.size().index(15, 5, 3) / 100_000f);
    }

    /** 22 voxels across take two windows, and are 24, whole voxels of the coarser gate; at the image's end the box moves inwards. */
    @Test
    void aLargerOrganIsShownInAsFewAsHoldIt() {
        Map<String, Volume> maps = around(new Box(18, 20, 0, 40, 30, 20));

        assertThat(maps.get("gate1").size()).isEqualTo(new Size(24, 16, 20));
        assertThat(maps.get("gate1").geometry().affine().apply(23, 15, 19)).containsExactly(78, 58, 38);
        assertThat(windows).hasValue(4);
    }
}

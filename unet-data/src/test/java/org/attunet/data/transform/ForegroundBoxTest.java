package org.attunet.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForegroundBoxTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBoxIsTheOneFoundByLookingAtEveryVoxel(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Size size = new Size(random.nextInt(1, 12), random.nextInt(1, 12), random.nextInt(1, 12));
        short[] voxels = new short[size.voxels()];
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            voxels[random.nextInt(voxels.length)] = 3;
        }
        int[] first = size.toArray();
        int[] last = {-1, -1, -1};
        for (int n = 0; n < voxels.length; n++) {
            int[] index = {n % size.x(), n / size.x() % size.y(), n / (size.x() * size.y())};
            for (int axis = 0; axis < 3 && voxels[n] > 0; axis++) {
                first[axis] = Math.min(first[axis], index[axis]);
                last[axis] = Math.max(last[axis], index[axis]);
            }
        }

        Geometry grid = new Geometry(size, Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        float[] floats = Volume.of(grid, voxels).floats();
        for (Volume volume : Arrays.asList(Volume.of(grid, voxels), Volume.of(grid, floats))) {
            ForegroundBox box = ForegroundBox.of(volume, 2.5);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(box.first(axis)).isEqualTo(first[axis]);
                assertThat(box.size().along(axis)).isEqualTo(last[axis] - first[axis] + 1);
            }
        }
    }
}

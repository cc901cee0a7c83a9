package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceTransformTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyDistanceIsTheSmallestOfAllDistances(long seed) {
        Random random = new Random(seed);
        Size size = new Size(1 + random.nextInt(14), 1 + random.nextInt(12), 1 + random.nextInt(10));
        Spacing spacing =
                new Spacing(0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 3 * random.nextDouble() + 0.1);
        int[] sources = random.ints(1 + random.nextInt(9), 0, size.voxels()).toArray();

        float[] squared = DistanceTransform.squared(positions(size, spacing), sources);

        for (int n = 0; n < squared.length; n++) {
            int voxel = n;
            double smallest = IntStream.of(sources)
                    .mapToDouble(source -> squared(size, spacing, voxel, source))
                    .min()
                    .orElseThrow();
            assertThat((double) squared[n]).as("seed %d", seed).isCloseTo(smallest, within(1e-6 * (1 + smallest)));
        }
    }

    @Test
    void nothingIsInfinitelyFar() {
        assertThat(DistanceTransform.squared(positions(new Size(3, 2, 2), Spacing.isotropic(1)), new int[0]))
                .containsOnly(Float.POSITIVE_INFINITY);
    }

    private static double[][] positions(Size size, Spacing spacing) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> IntStream.range(0, size.along(axis))
                        .mapToDouble(n -> n * spacing.along(axis))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double squared(Size size, Spacing spacing, int a, int b) {
        double dx = (a % size.x() - b % size.x()) * spacing.x();
        double dy = (a / size.x() % size.y() - b / size.x() % size.y()) * spacing.y();
        double dz = (a / size.x() / size.y() - b / size.x() / size.y()) * spacing.z();
        return dx * dx + dy * dy + dz * dz;
    }
}

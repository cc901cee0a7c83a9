package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.Test;

class IntensityAugmentationTest {
    private static final Size SIZE = new Size(24, 20, 22);

    private static Patch constant(float value) {
        Patch patch = new Patch(SIZE);
        Arrays.fill(patch.image, value);
        return patch;
    }

    private static Patch random() {
        return SpatialAugmentationTest.random(SIZE, 5);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void noiseHasTheDeviationAskedFor() {
        Patch patch = constant(1);
        VoxelAugmentations.noise(patch, 0.5, KeyedRandom.of(1));
        double square = 0;
        for (float value : patch.image) {
            square += (value - 1) * (value - 1);
        }
        // 10560 voxels: a standard error of the deviation is 0.0035.
        assertThat(Math.sqrt(square / patch.image.length)).isCloseTo(0.5, within(0.015));
        assertThat(mean(patch.image)).isCloseTo(1, within(0.02));
    }

    @Test
    void blurKeepsAConstantAndSpreadsAPointByItsVariance() {
        Patch even = constant(3);
        Blur.apply(even, 1.3);
        assertThat(even.image).containsOnly(new float[] {3}, within(1e-5f));

        Patch point = new Patch(SIZE);
        point.image[SIZE.index(12, 10, 11)] = 1;
        Blur.apply(point, 1.3);
        double sum = 0;
        double variance = 0;
        for (int n = 0; n < point.image.length; n++) {
            int y = n / SIZE.x() % SIZE.y();
            sum += point.image[n];
            variance += point.image[n] * (y - 10) * (y - 10);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        // Cut off at three deviations, a sampled Gaussian loses about 3 % of its variance.
        assertThat(variance).isCloseTo(1.3 * 1.3, within(0.06));
    }

    @Test
    void brightnessAdds() {
        Patch patch = constant(1);
        VoxelAugmentations.brightness(patch, -0.25, KeyedRandom.of(1));
        assertThat(patch.image).containsOnly(0.75f);
    }

    @Test
    void contrastStaysWithinTheRangeAndKeepsOrder() {
        Patch patch = random();
        float[] before = patch.image.clone();
        VoxelAugmentations.contrast(patch, 2, KeyedRandom.of(1));
        double mean = mean(before);
        assertThat(patch.image[7])
                .isCloseTo((float) Math.max(0, Math.min(1, mean + 2 * (before[7] - mean))), within(1e-3f));
        for (float value : patch.image) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @Test
    void gammaKeepsTheEndsOfTheRange() {
        Patch patch = new Patch(new Size(3, 1, 1), new float[] {-1, 0, 3}, new byte[3]);
        VoxelAugmentations.gamma(patch, 2, KeyedRandom.of(1));
        assertThat(patch.image).containsExactly(new float[] {-1, -1 + 4 / 16f, 3}, within(1e-6f));
        Patch even = constant(2);
        VoxelAugmentations.gamma(even, 2, KeyedRandom.of(1));
        assertThat(even.image).containsOnly(2);
    }

    @Test
    void lowResolutionWithAllVoxelsChangesNothing() {
        Patch patch = random();
        float[] before = patch.image.clone();
        LowResolution.apply(patch, 1);
        assertThat(patch.image).containsExactly(before, within(1e-6f));
        LowResolution.apply(patch, 0.5);
        assertThat(patch.image).isNotEqualTo(before);
    }

    @Test
    void oneChangeDoesNotMoveTheDrawsOfAnother() {
        AugmentationSettings varied = AugmentationSettings.varied();
        AugmentationSettings noisy = new AugmentationSettings(
                varied.affine(),
                varied.elastic(),
                varied.border(),
                varied.interpolation(),
                varied.flip(),
                varied.surroundings(),
                new IntensityJitter(
                        new RandomStrength(1, 1, 1),
                        RandomStrength.NEVER,
                        RandomStrength.NEVER,
                        RandomStrength.NEVER,
                        RandomStrength.NEVER,
                        RandomStrength.NEVER));
        MemoryPatch source = new MemoryPatch(SpatialAugmentationTest.random(new Size(30, 30, 30), 2));
        Window window = new Window(3, 3, 3, SIZE);
        for (int seed = 0; seed < 10; seed++) {
            Patch a = new Augmenter(varied)
                    .draw(source, window, KeyedRandom.of(seed))
                    .make();
            Patch b = new Augmenter(noisy)
                    .draw(source, window, KeyedRandom.of(seed))
                    .make();
            assertThat(a.label).as("seed %d", seed).isEqualTo(b.label);
            assertThat(a.image).as("seed %d", seed).isNotEqualTo(b.image);
        }
    }

    @Test
    void strengthsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new RandomStrength(1.5, 0, 1)).hasMessageContaining("0…1");
        assertThatThrownBy(() -> new RandomStrength(0.5, 2, 1)).hasMessageContaining("from low to high");
        assertThatThrownBy(() -> new IntensityJitter(
                        RandomStrength.NEVER,
                        RandomStrength.NEVER,
                        RandomStrength.NEVER,
                        RandomStrength.NEVER,
                        new RandomStrength(1, 0.5, 2),
                        RandomStrength.NEVER))
                .hasMessageContaining("low-resolution");
    }
}

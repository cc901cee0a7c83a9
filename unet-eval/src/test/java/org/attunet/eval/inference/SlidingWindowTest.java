package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.attunet.data.transform.Intensity;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.Npy;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;
import org.attunet.model.kernel.WindowedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class SlidingWindowTest {
    private static Volume volume(Size size, float[] values) {
        return Volume.of(new Geometry(size, Affine.diagonal(Spacing.isotropic(2), 0, 0, 0)), values);
    }

    private static Volume random(Size size, long seed) {
        float[] values = new float[size.voxels()];
        Random random = new Random(seed);
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) random.nextGaussian();
        }
        return volume(size, values);
    }

    /** MONAI worked in 64 bits, this in 32. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv_roi16_gaussian",
                "conv_roi16_constant",
                "position_roi16_gaussian",
                "position_roi_bigger_than_image"
            })
    void logitsAreMonais(String name) throws IOException {
        Map<String, byte[]> golden = Npy.archive("/sliding-window/" + name + ".zip");
        JsonNode manifest = new ObjectMapper().readTree(golden.get("manifest.json"));
        Npy input = Npy.parse(golden.get("input.npy"));
        Npy expected = Npy.parse(golden.get("expected.npy"));
        Predictor predictor = golden.containsKey("kernel.npy")
                ? Formulas.convolution(Npy.parse(golden.get("kernel.npy")), Npy.parse(golden.get("bias.npy")))
                : Formulas.position();
        InferenceSettings settings = settings(manifest);

        assertThat(settings.importance().map(settings.window()))
                .containsExactly(Npy.parse(golden.get("importance_map.npy")).values(), within(2e-7f));
        Volume[] logits = new SlidingWindow(settings).run(volume(input.size(), input.volume(0)), predictor);

        for (int c = 0; c < 2; c++) {
            assertThat(logits[c].floats()).containsExactly(expected.volume(c), within(5e-6f));
        }
        assertThat(WindowOrigin.cover(input.size(), settings))
                .hasSize(manifest.get("n_windows").asInt());
    }

    private static InferenceSettings settings(JsonNode manifest) {
        JsonNode roi = manifest.get("roi");
        return InferenceSettings.of(new Size(
                        roi.get(0).asInt(), roi.get(1).asInt(), roi.get(2).asInt()))
                .withOverlap(manifest.get("overlap").asDouble())
                .withImportance(Importance.valueOf(manifest.get("mode").asText().toUpperCase(java.util.Locale.ROOT)))
                .withBatch(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 0.9})
    void whatEveryWindowAgreesOnIsUnchangedByCuttingAndJoining(double overlap) {
        Volume image = random(new Size(23, 9, 31), 7);
        Volume[] logits = new SlidingWindow(InferenceSettings.of(new Size(8, 12, 7))
                        .withOverlap(overlap)
                        .withBatch(3))
                .run(image, Formulas.copying());

        assertThat(logits[1].floats()).containsExactly(image.floats(), within(1e-5f));
        assertThat(logits[0].geometry()).isEqualTo(image.geometry());
    }

    @Test
    void theBatchChangesNothing() {
        Volume image = random(new Size(20, 20, 20), 3);
        InferenceSettings one = InferenceSettings.of(Size.cube(8));

        assertThat(new SlidingWindow(one.withBatch(7)).run(image, Formulas.position())[0].floats())
                .isEqualTo(new SlidingWindow(one).run(image, Formulas.position())[0].floats());
    }

    @Test
    void progressEndsWithAllWindows() {
        List<Integer> seen = new ArrayList<>();
        new SlidingWindow(InferenceSettings.of(Size.cube(8)).withBatch(5))
                .run(random(new Size(20, 8, 8), 3), Formulas.copying(), (done, total) -> seen.add(10 * done + total));

        assertThat(seen).containsExactly(33);
    }

    @Test
    void emptyWindowsAreBackgroundAndNotShown() {
        Size size = new Size(8, 8, 40);
        float[] values = new float[size.voxels()];
        java.util.Arrays.fill(values, -2);
        values[size.index(4, 4, 3)] = 1;
        Formulas.Counting predictor = new Formulas.Counting(Formulas.copying());
        InferenceSettings settings =
                InferenceSettings.of(Size.cube(8)).withOverlap(0).withEmptyBelow(-2);
        Volume[] logits = new SlidingWindow(settings).run(volume(size, values), predictor);

        assertThat(predictor.patches()).isEqualTo(1);
        assertThat(logits[1].get(4, 4, 3)).isEqualTo(1);
        assertThat(logits[0].get(4, 4, 30)).isGreaterThan(logits[1].get(4, 4, 30));
    }

    @Test
    void anEmptyImageIsShownOnceSoThatTheClassesAreKnown() {
        Volume[] logits = new SlidingWindow(InferenceSettings.of(Size.cube(4)).withEmptyBelow(5))
                .run(random(Size.cube(9), 1), Formulas.copying());

        assertThat(logits).hasSize(2);
    }

    @Test
    void whatIsAirIsKnownFromThePreprocessing() {
        InferenceSettings settings = InferenceSettings.of(Size.cube(4));

        assertThat(settings.emptyBelow()).isEmpty();
        assertThat(settings.resolved(Intensity.none()).emptyBelow()).isEmpty();
        InferenceSettings skipping = new InferenceSettings(
                Size.cube(4),
                0.25,
                Importance.GAUSSIAN,
                1,
                Optional.empty(),
                true,
                PrecisionChoice.AUTO,
                CoarseSettings.NONE);
        assertThat(skipping.resolved(Intensity.none()).emptyBelow()).contains(-300.0);
        assertThat(skipping.withEmptyBelow(7).resolved(Intensity.none()).emptyBelow())
                .contains(7.0);
        assertThat(settings.skippingAir(Intensity.window(-150, 150, 0, 75)).emptyBelow())
                .contains(-2.0);
        assertThat(settings.skippingAir(Intensity.window(-1000, 1000, 0, 100)).emptyBelow())
                .contains(-3.0);
        assertThat(settings.skippingAir(Intensity.zScore()).emptyBelow()).contains(0.0);
        assertThat(settings.skippingAir(Intensity.none()).emptyBelow()).contains(-300.0);
        assertThat(settings.skippingAir(Intensity.percentile(1, 95)).emptyBelow())
                .isEmpty();
    }

    @Test
    void aNetworkThatAnswersInAnotherSizeIsAFault() {
        Volume image = random(Size.cube(9), 1);
        assertThatThrownBy(
                        () -> new SlidingWindow(InferenceSettings.of(Size.cube(4))).run(image, batch -> batch.max(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[1, 1, 4, 4, 4]")
                .hasMessageContaining("[1, 4, 4, 4]");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        InferenceSettings settings = InferenceSettings.of(Size.cube(4));
        assertThatThrownBy(() -> settings.withOverlap(1)).hasMessageContaining("inference.overlap");
        assertThatThrownBy(() -> settings.withBatch(0)).hasMessageContaining("inference.batch");
    }

    /** Shown where a network computes; says that every voxel is of class 1. */
    private record Elsewhere(WindowedImage image, List<List<WindowPlace>> shown) implements ImageInference {
        @Override
        public int classes() {
            return 2;
        }

        @Override
        public void show(List<WindowPlace> windows) {
            shown.add(windows);
        }

        @Override
        public byte[] largest() {
            byte[] labels = new byte[image.size().voxels()];
            Arrays.fill(labels, (byte) 1);
            return labels;
        }

        @Override
        public byte[] largest(TargetGrid grid) {
            return new byte[grid.length(0) * grid.length(1) * grid.length(2)];
        }

        @Override
        public float[][] logits() {
            return new float[][] {
                new float[image.size().voxels()], image.values().get()
            };
        }

        @Override
        public void close() {
            shown.add(List.of());
        }
    }

    private record TakesOver(List<List<WindowPlace>> shown) implements Predictor {
        @Override
        public INDArray logits(INDArray batch) {
            throw new AssertionError("no window is cut here");
        }

        @Override
        public Optional<ImageInference> begin(WindowedImage image, List<Integer> looks) {
            assertThat(looks).containsExactly(0);
            return Optional.of(new Elsewhere(image, shown));
        }
    }

    @Test
    void anImageThatTheNetworksComputerTakesOverIsShownThereWindowByWindow() {
        List<List<WindowPlace>> shown = new ArrayList<>();
        Predictor elsewhere = new TakesOver(shown);
        Volume image = random(new Size(12, 7, 14), 1);
        SlidingWindow window = new SlidingWindow(
                InferenceSettings.of(Size.cube(8)).withBatch(2).withOverlap(0));
        assertThat(window.run(image, elsewhere)[1].floats()).isEqualTo(image.floats());
        assertThat(shown)
                .containsExactly(
                        List.of(new WindowPlace(0, 0, 0), new WindowPlace(4, 0, 0)),
                        List.of(new WindowPlace(0, 0, 6), new WindowPlace(4, 0, 6)),
                        List.of());
        try (Blend blend = window.blend(image, elsewhere, Progress.NONE)) {
            assertThat(blend.largest().count(1)).isEqualTo(image.size().voxels());
        }
    }

    @Test
    void whatIsKeptElsewhereIsGivenBackWhenShowingFails() {
        List<List<WindowPlace>> shown = new ArrayList<>();
        assertThatThrownBy(() -> new SlidingWindow(InferenceSettings.of(Size.cube(8)))
                        .run(random(Size.cube(8), 1), new TakesOver(shown), (done, total) -> {
                            throw new IllegalStateException("stopped");
                        }))
                .hasMessage("stopped");
        assertThat(shown).endsWith(List.of());
    }
}

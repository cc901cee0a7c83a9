package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.attunet.data.cache.CacheSettings;
import org.attunet.data.cache.DiskCases;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.cache.Storage;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.record.AffineSettings;
import org.attunet.data.record.AugmentationSettings;
import org.attunet.data.record.Border;
import org.attunet.data.record.ElasticSettings;
import org.attunet.data.record.FlipSettings;
import org.attunet.data.record.IntensityJitter;
import org.attunet.data.record.PatchInterpolation;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchRecipe;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.record.RandomStrength;
import org.attunet.data.record.StoredCrop;
import org.attunet.data.record.SurroundingsSettings;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.PatchChange;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.StoredVoxels;
import org.attunet.model.kernel.cuda.EmulatedBackend;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches made on a device whose kernels are compiled for the host: what the host makes of the same draws. */
@Tag("cuda-host")
class EmulatedPatchesTest {
    private static final Size PATCH = new Size(8, 10, 6);
    private static final RandomStrength NEVER = RandomStrength.NEVER;
    private static final Path GOLDEN = Path.of("../unet-data/src/test/resources/transforms/rand_affine_fixed");

    @TempDir
    static Path folder;

    private static TinyRuns runs;
    private static KernelSet<?> device;

    @BeforeAll
    static void compile() {
        runs = TinyRuns.in(folder);
        device = EmulatedBackend.compiled(folder).kernels();
    }

    /** Values first axis fastest, and labels likewise. */
    private record Made(float[] image, float[] labels) {
        static Made of(PatchOrder order) {
            return of(device, order);
        }

        /** As the second of two, and the first of them stays as it is. */
        private static <T> Made of(KernelSet<T> set, PatchOrder order) {
            Shape two = new Shape(
                    2, 1, order.size().x(), order.size().y(), order.size().z());
            T images = set.kernels().pool().take(two);
            T labels = set.kernels().pool().take(two);
            set.kernels().clear(images);
            set.kernels().clear(labels);
            set.kernels().patches().orElseThrow().make(order, 1, images, labels);
            float[] image = set.get(images, two).ravel().toFloatVector();
            float[] label = set.get(labels, two).ravel().toFloatVector();
            int voxels = order.size().voxels();
            assertThat(IntStream.range(0, voxels).allMatch(n -> image[n] == 0 && label[n] == 0))
                    .isTrue();
            set.kernels().pool().give(images);
            set.kernels().pool().give(labels);
            return new Made(firstFastest(image, voxels, order.size()), firstFastest(label, voxels, order.size()));
        }
    }

    private static float[] firstFastest(float[] lastFastest, int from, Shape size) {
        float[] values = new float[size.voxels()];
        for (int n = 0; n < values.length; n++) {
            int i = n % size.x();
            int j = n / size.x() % size.y();
            int k = n / size.x() / size.y();
            values[n] = lastFastest[from + (i * size.y() + j) * size.z() + k];
        }
        return values;
    }

    private static float[] floats(byte[] labels) {
        float[] values = new float[labels.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = labels[n] & 0xff;
        }
        return values;
    }

    private static float[] image(StoredCrop made) {
        return ((FloatBuffer) made.image()).array();
    }

    private static List<PatchRecipe> recipes(AugmentationSettings augmentation, Storage storage) {
        PreparedCases cases = new DiskCases(
                DatasetSettings.NONE,
                PreprocessingSettings.preset("demo"),
                new CacheSettings(folder.resolve("cache"), storage, 1 << 30));
        PatchIterator patches =
                new PatchIterator(runs.cases(), cases, new PatchSettings(PATCH, 3, 0.7, augmentation), 2, 5, 0);
        return Stream.iterate(0, epoch -> epoch + 1)
                .limit(3)
                .flatMap(epoch -> {
                    Stream.Builder<PatchRecipe> all = Stream.builder();
                    patches.recipes(epoch).forEachRemaining(batch -> batch.forEach(all));
                    return all.build();
                })
                .toList();
    }

    private static AugmentationSettings only(IntensityJitter intensity) {
        return new AugmentationSettings(
                AffineSettings.NONE,
                ElasticSettings.NONE,
                Border.PATCH,
                PatchInterpolation.LINEAR,
                FlipSettings.NONE,
                SurroundingsSettings.NONE,
                intensity);
    }

    private static AugmentationSettings everyWarp(PatchInterpolation interpolation) {
        return new AugmentationSettings(
                new AffineSettings(0.7, 0.15, 0.15, 0.26, 0.2, 0.3),
                new ElasticSettings(0.7, 3, 2),
                Border.VOLUME,
                interpolation,
                new FlipSettings(0.5, 0.5, 0.5),
                SurroundingsSettings.NONE,
                IntensityJitter.NONE);
    }

    private static RandomStrength always(double low, double high) {
        return new RandomStrength(1, low, high);
    }

    /** What is moved, interpolated, blurred and brightened is the host's to the bit. */
    static Stream<AugmentationSettings> exact() {
        return Stream.of(
                AugmentationSettings.none(),
                AugmentationSettings.reference(),
                AugmentationSettings.paper(),
                everyWarp(PatchInterpolation.LINEAR),
                everyWarp(PatchInterpolation.NEAREST),
                only(new IntensityJitter(NEVER, always(0, 1.5), NEVER, NEVER, NEVER, NEVER)),
                only(new IntensityJitter(NEVER, NEVER, always(-0.15, 0.15), NEVER, NEVER, NEVER)),
                only(new IntensityJitter(NEVER, NEVER, NEVER, NEVER, always(0.2, 1), NEVER)));
    }

    @ParameterizedTest
    @MethodSource
    void exact(AugmentationSettings augmentation) {
        for (Storage storage : Storage.values()) {
            for (PatchRecipe recipe : recipes(augmentation, storage)) {
                StoredCrop host = recipe.made();
                PatchOrder order = PatchOrders.of(recipe);
                assertThat(order.voxels().image())
                        .isInstanceOf(storage == Storage.INT16 ? ShortBuffer.class : FloatBuffer.class);
                Made made = Made.of(order);
                assertThat(made.labels()).isEqualTo(floats(host.label()));
                assertThat(made.image()).containsExactly(image(host), within(0f));
            }
        }
    }

    /** Logarithms, powers and a mean's sum in another order: values of about 1 differ by a unit in the last place or two. */
    static Stream<AugmentationSettings> close() {
        IntensityJitter varied = AugmentationSettings.varied().intensity();
        return Stream.of(
                only(new IntensityJitter(always(0, 0.2), NEVER, NEVER, NEVER, NEVER, NEVER)),
                only(new IntensityJitter(NEVER, NEVER, NEVER, always(0.75, 1.25), NEVER, NEVER)),
                only(new IntensityJitter(NEVER, NEVER, NEVER, NEVER, NEVER, always(0.7, 1.5))),
                AugmentationSettings.varied(),
                new AugmentationSettings(
                        new AffineSettings(1, 0.15, 0.15, 0.26, 0.2, 0),
                        new ElasticSettings(1, 3, 2),
                        Border.VOLUME,
                        PatchInterpolation.LINEAR,
                        FlipSettings.NONE,
                        SurroundingsSettings.NONE,
                        new IntensityJitter(
                                always(0, 0.2),
                                always(0.4, 1),
                                varied.brightness(),
                                always(0.75, 1.25),
                                always(0.5, 1),
                                always(0.7, 1.5))));
    }

    @ParameterizedTest
    @MethodSource
    void close(AugmentationSettings augmentation) {
        Set<PatchChange.Kind> seen = new HashSet<>();
        for (PatchRecipe recipe : recipes(augmentation, Storage.INT16)) {
            StoredCrop host = recipe.made();
            PatchOrder order = PatchOrders.of(recipe);
            order.changes().forEach(change -> seen.add(change.kind()));
            Made made = Made.of(order);
            assertThat(made.labels()).isEqualTo(floats(host.label()));
            assertThat(made.image()).containsExactly(image(host), within(1e-6f));
        }
        assertThat(seen).isNotEmpty();
    }

    /** Whatever has no kernel is made on the host, and only put in place on the device. */
    @Test
    void aPatchThatTheHostMadeIsTakenAsItIs() {
        for (PatchRecipe recipe : recipes(AugmentationSettings.varied(), Storage.INT16)) {
            Made made = Made.of(PatchOrders.made(recipe));
            assertThat(made.labels()).isEqualTo(floats(recipe.made().label()));
            assertThat(made.image()).containsExactly(image(recipe.made()), within(0f));
        }
    }

    private static Tensor golden(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(name + ".npy.gz")))) {
            return NpyFile.parse(in.readAllBytes(), name);
        }
    }

    private static float[] firstFastest(Tensor golden) {
        return firstFastest(golden.values(), 0, shape(golden));
    }

    private static Shape shape(Tensor golden) {
        return new Shape(1, 1, (int) golden.shape()[0], (int) golden.shape()[1], (int) golden.shape()[2]);
    }

    /** As {@code transforms/README.md} of the data's tests says, which hold the host to the same tolerances and say why. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aFixedAffineIsMonais(int number) throws IOException {
        JsonNode parameters = new ObjectMapper()
                .readTree(Files.readString(GOLDEN.resolve("manifest.json")))
                .get("cases")
                .get(number);
        Tensor input = golden("input_image");
        Tensor expected = golden("case" + number + "_image");
        float[] classes = firstFastest(golden("input_label"));
        byte[] label = new byte[classes.length];
        for (int n = 0; n < label.length; n++) {
            label[n] = (byte) classes[n];
        }
        Made made = Made.of(new PatchOrder(
                new StoredVoxels(shape(input), FloatBuffer.wrap(firstFastest(input)), 1, label),
                shape(expected),
                new int[3],
                warp(parameters, shape(input), shape(expected)),
                false,
                0,
                List.of()));
        float tolerance = (float) (2e-3 * parameters.get("image_std").asDouble());
        assertThat(made.image()).containsExactly(firstFastest(expected), within(tolerance));
        float[] labels = firstFastest(golden("case" + number + "_label"));
        assertThat(IntStream.range(0, labels.length).filter(n -> labels[n] != made.labels()[n]))
                .hasSizeLessThanOrEqualTo(3);
    }

    /** {@code c_in + R S (o − c_out)}, turned about the third axis alone. */
    private static double[] warp(JsonNode parameters, Shape in, Shape out) {
        double angle = parameters.get("rotate_radians_xyz").get(2).asDouble();
        double[] rotation = {Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0, 0, 0, 1};
        double[] centre = {(in.x() - 1) / 2.0, (in.y() - 1) / 2.0, (in.z() - 1) / 2.0};
        double[] from = {(out.x() - 1) / 2.0, (out.y() - 1) / 2.0, (out.z() - 1) / 2.0};
        double[] warp = new double[PatchOrder.AFFINE];
        for (int row = 0; row < 3; row++) {
            warp[9 + row] = centre[row];
            for (int column = 0; column < 3; column++) {
                warp[3 * row + column] = rotation[3 * row + column]
                        * parameters.get("scale_xyz").get(column).asDouble();
                warp[9 + row] -= warp[3 * row + column] * from[column];
            }
        }
        return warp;
    }
}

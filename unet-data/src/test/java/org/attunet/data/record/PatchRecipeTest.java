package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.SmallDataset;
import org.attunet.data.cache.CacheSettings;
import org.attunet.data.cache.DiskCases;
import org.attunet.data.cache.PreparedCase;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.cache.Storage;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What a patch is to be, apart from making it. */
class PatchRecipeTest {
    private static final Size PATCH = new Size(8, 10, 12);

    @TempDir
    private static Path folder;

    private static Dataset dataset;

    @BeforeAll
    static void write() {
        dataset = SmallDataset.write(folder, 3);
    }

    private static PreparedCases cases(Storage storage) {
        return new DiskCases(
                dataset.settings(),
                PreprocessingSettings.demo().withMinimum(PATCH),
                new CacheSettings(folder.resolve("cache"), storage, 1 << 30));
    }

    private static PatchIterator patches(AugmentationSettings augmentation) {
        return new PatchIterator(
                dataset.cases(), cases(Storage.INT16), new PatchSettings(PATCH, 3, 0.5, augmentation), 2, 9, 0);
    }

    @Test
    void theRecipesOfAnEpochAreItsBatches() {
        PatchIterator patches = patches(AugmentationSettings.varied());
        List<INDArray> images = new ArrayList<>();
        try (EpochBatches epoch = patches.epoch(4)) {
            epoch.forEachRemaining((MultiDataSet batch) -> images.add(batch.getFeatures(0)));
        }
        List<List<PatchRecipe>> recipes = new ArrayList<>();
        patches.recipes(4).forEachRemaining(recipes::add);
        assertThat(recipes).extracting(List::size).containsExactly(6, 3);
        for (int batch = 0; batch < images.size(); batch++) {
            for (int n = 0; n < recipes.get(batch).size(); n++) {
                float[] expected = new float[PATCH.voxels()];
                recipes.get(batch).get(n).make().imageTo(expected, 0);
                assertThat(images.get(batch).slice(n).ravel().toFloatVector()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aPatchIsTheSameHoweverOftenItIsMade() {
        PatchRecipe recipe =
                patches(AugmentationSettings.varied()).recipes(0).next().get(0);
        assertThat(recipe.make().image).isEqualTo(recipe.make().image);
    }

    @Test
    void voxelsOfACropAreThoseThatAreStored() {
        PreparedCase stored = cases(Storage.INT16).get(dataset.cases().get(0));
        Window window = new Window(1, 2, 3, new Size(4, 3, 2));
        StoredCrop crop = Cropper.stored(stored, window);
        Patch cut = Cropper.cut(stored, window);
        ShortBuffer steps = (ShortBuffer) crop.image();
        for (int n = 0; n < cut.image.length; n++) {
            assertThat(steps.get(n) * crop.step()).isEqualTo(cut.image[n]);
        }
        assertThat(crop.label()).isEqualTo(cut.label);

        PreparedCase floats = cases(Storage.FLOAT32).get(dataset.cases().get(0));
        assertThat(((FloatBuffer) Cropper.stored(floats, window).image()).array())
                .isEqualTo(Cropper.cut(floats, window).image);
    }

    @Test
    void whatCannotBeSaidInNumbersIsMadeHere() {
        PreparedCase source = new MemoryPatch(SpatialAugmentationTest.random(PATCH, 1));
        Window window = new Window(0, 0, 0, PATCH);
        SamplingGrid still = (j, k, x, y, z) -> {};
        ElasticWarp around = new ElasticWarp(still, PATCH, new ElasticSettings(1, 4, 1), KeyedRandom.of(1));
        Optional<Surroundings> drawn =
                Surroundings.draw(new SurroundingsSettings(1, 2, 0.5, Optional.of(-1.0)), KeyedRandom.of(1));
        for (PatchRecipe recipe : List.of(
                recipe(source, window, Optional.of(still), Optional.empty()),
                recipe(source, window, Optional.of(around), Optional.empty()),
                recipe(source, window, Optional.empty(), drawn))) {
            assertThat(recipe.numbers()).isEmpty();
            assertThat(recipe.made().label()).hasSize(PATCH.voxels());
        }
        assertThat(recipe(source, window, Optional.empty(), Optional.empty()).numbers())
                .isPresent();
    }

    private static PatchRecipe recipe(
            PreparedCase source, Window window, Optional<SamplingGrid> grid, Optional<Surroundings> surroundings) {
        return new PatchRecipe(
                source, window, window, grid, PatchInterpolation.NEAREST, List.of(), surroundings, List.of());
    }

    @Test
    void numbersSayWhereAWarpLeads() {
        ElasticWarp warp = new ElasticWarp(
                AffineWarp.identity(PATCH).shifted(new double[] {1, 0, 0.5}),
                PATCH,
                new ElasticSettings(1, 4, 1),
                KeyedRandom.of(3));
        double[] numbers = warp.numbers(PATCH).orElseThrow();
        // 8, 10 and 12 voxels at 4 a point: points from one before the first to two after the last one's cell.
        assertThat(numbers).hasSize(12 + 3 + 5 * (8 + 10 + 12) + 3 * 5 * 6 * 6);
        assertThat(numbers).startsWith(1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0.5, 5, 6, 6);
        // Voxel 0 of the first axis: its first point, and the splines' weights at a point: 1/6, 4/6, 1/6.
        assertThat(numbers[15]).isZero();
        assertThat(numbers[16]).isEqualTo(1.0 / 6);
        assertThat(numbers[17]).isEqualTo(4.0 / 6);
        assertThat(numbers[18]).isEqualTo(1.0 / 6);
        assertThat(numbers[19]).isZero();
    }
}

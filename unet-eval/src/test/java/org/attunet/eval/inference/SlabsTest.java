package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is decided as windows finish is, bit for bit, what sums kept whole would give. */
class SlabsTest {
    /** Three classes; what is said of a voxel depends on where in a window it lies. */
    private static final Predictor THREE = batch -> {
        INDArray two = Formulas.position().logits(batch);
        return Nd4j.concat(1, two, batch.mul(1.5).sub(0.2));
    };

    private static Volume random(Size size, Affine affine) {
        SplittableRandom random = new SplittableRandom(size.voxels());
        short[] hu = new short[size.voxels()];
        for (int n = 0; n < hu.length; n++) {
            hu[n] = (short) random.nextInt(-120, 150);
        }
        return Volume.of(new Geometry(size, affine), hu);
    }

    /** Array axes run up, left and back. */
    private static final Affine TURNED = Affine.of(new double[][] {{0, -2.3, 0, 5}, {0, 0, 3.1, -7}, {1.7, 0, 0, 2}});

    private static final Affine UPRIGHT = Affine.diagonal(new Spacing(1.7, 2.3, 1.1), 3, -4, 5);

    private static Pipeline pipeline() {
        return Pipeline.of(new PreprocessingSettings(
                "test",
                Intensity.window(-150, 150, 0, 75),
                PreprocessingSettings.Crop.NONE,
                Optional.of(Spacing.isotropic(2)),
                Optional.of(Size.cube(8))));
    }

    /** Windows one by one into sums of the whole image, divided at the end. */
    private static List<Volume> whole(Volume image, Predictor predictor, InferenceSettings settings) {
        Size size = image.size();
        Size window = settings.window();
        float[] importance = settings.importance().map(window);
        float[] weights = new float[size.voxels()];
        float[][] sums = new float[3][size.voxels()];
        for (WindowOrigin at : WindowOrigin.cover(size, settings)) {
            float[] patch = new float[window.voxels()];
            for (int n = 0; n < patch.length; n++) {
                int index = index(at, n, window, size);
                patch[n] = index < 0 ? 0 : image.get(index);
            }
            long[] shape = {1, 1, window.x(), window.y(), window.z()};
            float[] logits = Logits.of(predictor.logits(Nd4j.create(patch, shape, 'c')), shape)
                    .values();
            for (int n = 0; n < patch.length; n++) {
                int index = index(at, n, window, size);
                if (index >= 0) {
                    weights[index] += importance[n];
                    for (int c = 0; c < sums.length; c++) {
                        sums[c][index] += importance[n] * logits[c * patch.length + n];
                    }
                }
            }
        }
        List<Volume> volumes = new ArrayList<>();
        for (float[] sum : sums) {
            for (int n = 0; n < sum.length; n++) {
                sum[n] /= weights[n];
            }
            volumes.add(Volume.of(image.geometry(), sum));
        }
        return volumes;
    }

    /** The image's voxel under number n of a window in network order; −1 where there is none. */
    private static int index(WindowOrigin at, int n, Size window, Size image) {
        int i = at.x() + n / window.z() / window.y();
        int j = at.y() + n / window.z() % window.y();
        int k = at.z() + n % window.z();
        return image.contains(i, j, k) ? image.index(i, j, k) : -1;
    }

    @ParameterizedTest
    @CsvSource({
        "31, 17, 45, 0.25, 1, false", "31, 17, 45, 0, 3, true", "19, 23, 41, 0.6, 2, true",
        "5, 33, 7, 0.25, 1, false", "12, 9, 6, 0.5, 4, true", "23, 11, 3, 0.25, 1, true"
    })
    void masksAndLogitsAreThoseOfTheWhole(int x, int y, int z, double overlap, int batch, boolean turned) {
        Volume scan = random(new Size(x, y, z), turned ? TURNED : UPRIGHT);
        InferenceSettings settings =
                InferenceSettings.of(new Size(8, 6, 10)).withOverlap(overlap).withBatch(batch);
        PreprocessedCase processed = pipeline().run(Sample.of(scan));
        Volume image = processed.sample().image();
        for (Predictor predictor : List.of(THREE, new FlipPredictor(THREE, Set.of(0, 2)))) {
            List<Volume> expected = whole(image, predictor, settings);
            NetworkSegmenter segmenter = new NetworkSegmenter(pipeline(), new SlidingWindow(settings), predictor);
            NetworkSegmentation found = segmenter.segment(scan, Progress.NONE);
            for (int c = 0; c < 3; c++) {
                assertThat(found.logits().get(c).floats())
                        .isEqualTo(expected.get(c).floats());
            }
            Mask mask = segmenter.decide(scan, Progress.NONE).mask();
            assertThat(mask.labels()).contains(1, 2);
            assertThat(mask.labels()).isEqualTo(processed.undoLargest(expected).labels());
            try (Blend blend = segmenter.window().blend(image, predictor, Progress.NONE)) {
                assertThat(blend.largest().labels())
                        .isEqualTo(Classes.largest(expected).labels());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 2, 9, 8, 20",
        "1, 0, 0, 12, 9, 3",
        "2, 3, 11, 15, 15, 26",
        "0, 0, 0, 26, 19, 25",
        "3, 2, 24, 9, 9, 26"
    })
    void soItIsWhereAPartIsLookedAt(int x0, int y0, int z0, int x1, int y1, int z1) {
        Volume scan = random(new Size(31, 17, 47), UPRIGHT);
        PreprocessedCase processed = pipeline().run(Sample.of(scan));
        Volume image = processed.sample().image();
        assertThat(image.size()).isEqualTo(new Size(26, 19, 26));
        Cutout part = new Cutout(image.geometry(), new Box(x0, y0, z0, x1, y1, z1));
        InferenceSettings settings = InferenceSettings.of(new Size(8, 6, 10));
        List<Volume> logits = Classes.back(whole(part.of(image), THREE, settings), part);
        try (Blend blend = new SlidingWindow(settings).blend(part.of(image), THREE, Progress.NONE)) {
            byte[] labels = blend.largest(processed, Optional.of(part)).labels();
            assertThat(labels).contains(1, 2);
            assertThat(labels).isEqualTo(processed.undoLargest(logits).labels());
        }
    }

    /** Each member's logits are summed whole, brought back and made probabilities, and these are averaged. */
    @Test
    void anEnsembleDecidesWhatTheMeanOfWholeProbabilitiesDoes() {
        Volume scan = random(new Size(31, 17, 45), TURNED);
        InferenceSettings settings = InferenceSettings.of(new Size(8, 6, 10));
        PreprocessedCase processed = pipeline().run(Sample.of(scan));
        List<Predictor> predictors = List.of(THREE, new FlipPredictor(THREE, Set.of(1)));
        float[][] sums = new float[3][scan.size().voxels()];
        for (Predictor predictor : predictors) {
            List<Volume> logits = whole(processed.sample().image(), predictor, settings);
            List<Volume> probabilities = new NetworkSegmentation(processed, logits, List.of(), 1).probabilities();
            for (int c = 0; c < sums.length; c++) {
                for (int n = 0; n < sums[c].length; n++) {
                    sums[c][n] += probabilities.get(c).get(n);
                }
            }
        }
        EnsembleSegmenter ensemble = new EnsembleSegmenter(predictors.stream()
                .map(predictor -> new NetworkSegmenter(pipeline(), new SlidingWindow(settings), predictor))
                .toList());

        byte[] labels = ensemble.decide(scan, Progress.NONE).mask().labels();
        assertThat(labels).contains(1, 2);
        assertThat(labels)
                .isEqualTo(
                        Classes.largest(Classes.volumes(scan.geometry(), sums)).labels());
    }

    /** Of three layers of windows the one in the middle, thicker than any window, is empty. */
    @Test
    void slicesThatNoWindowWasAskedAboutAreBackground() {
        Size size = new Size(9, 7, 60);
        short[] hu = new short[size.voxels()];
        for (int n = 0; n < hu.length; n++) {
            int slice = n / (size.x() * size.y());
            hu[n] = (short) (slice < 4 || slice > 55 ? 100 : -100);
        }
        Volume image = Volume.of(new Geometry(size, UPRIGHT), hu);
        SlidingWindow window =
                new SlidingWindow(InferenceSettings.of(Size.cube(8)).withEmptyBelow(0));
        try (Blend blend = window.blend(image, Formulas.copying(), Progress.NONE)) {
            Mask mask = blend.largest();
            for (int n = 0; n < hu.length; n++) {
                assertThat(mask.get(n)).isEqualTo(hu[n] > 0 ? 1 : 0);
            }
            assertThat(blend.logits().get(1).get(4, 3, 30)).isEqualTo(-WindowAccumulator.CERTAIN);
        }
    }
}

package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
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
import org.attunet.eval.inference.Blend;
import org.attunet.eval.inference.EnsembleSegmenter;
import org.attunet.eval.inference.FlipPredictor;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.Importance;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.NetworkSegmenter;
import org.attunet.eval.inference.Predictor;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.inference.SlidingWindow;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.cuda.EmulatedBackend;
import org.attunet.model.network.NetworkSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Windows cut, blended and decided on a device whose kernels are compiled for the host: what the host makes of the same network. */
@Tag("cuda-host")
class EmulatedInferenceTest {
    private static final Size WINDOW = new Size(8, 12, 8);

    @TempDir
    static Path folder;

    private static NetworkGraph graph;

    @BeforeAll
    static void compile() {
        graph = AttentionUNet.inference(
                NetworkSettings.reference(1, 3, List.of(3, 4, 8)), EmulatedBackend.compiled(folder));
    }

    private static Volume image(int x, int y, int z) {
        Size size = new Size(x, y, z);
        float[] values = new float[size.voxels()];
        Random random = new Random(7);
        for (int n = 0; n < values.length; n++) {
            values[n] = n % x < x / 2 ? (float) random.nextGaussian() : -3;
        }
        return Volume.of(new Geometry(size, Affine.diagonal(Spacing.isotropic(2), 0, 0, 0)), values);
    }

    private static void requireTheHosts(Volume image, InferenceSettings settings, Predictor network, float tolerance) {
        SlidingWindow window = new SlidingWindow(settings);
        try (Blend device = window.blend(image, network, Progress.NONE);
                Blend host = window.blend(image, new OnHost(network), Progress.NONE)) {
            assertThat(device.getClass()).isNotEqualTo(host.getClass());
            assertThat(device.classes()).isEqualTo(3);
            assertThat(device.largest().labels()).isEqualTo(host.largest().labels());
            for (int c = 0; c < 3; c++) {
                assertThat(device.logits().get(c).floats())
                        .containsExactly(host.logits().get(c).floats(), within(tolerance));
            }
        }
    }

    /** Sees patches only. */
    private record OnHost(Predictor network) implements Predictor {
        @Override
        public INDArray logits(INDArray batch) {
            return network.logits(batch);
        }
    }

    /** Another spacing, turned and cropped: the way back is no identity along any axis. */
    private static PreprocessingSettings preprocessing() {
        return PreprocessingSettings.preset("demo");
    }

    /** In HU on an odd grid of its own axes. */
    private static Volume scan(int x, int y, int z) {
        Volume image = image(x, y, z);
        float[] hu = new float[image.size().voxels()];
        for (int n = 0; n < hu.length; n++) {
            hu[n] = 40 + 60 * image.get(n);
        }
        Affine affine = Affine.of(new double[][] {{0, -2.3, 0, 5}, {0, 0, 3.1, -7}, {1.7, 0, 0, 2}});
        return Volume.of(new Geometry(image.size(), affine), hu);
    }

    private static NetworkSegmenter segmenter(Predictor network, InferenceSettings settings) {
        return new NetworkSegmenter(Pipeline.of(preprocessing()), new SlidingWindow(settings), network);
    }

    private static void requireTheHostsMask(Segmenter device, Segmenter host, Volume scan) {
        Mask expected = host.segment(scan).mask();
        Mask found = device.decide(scan, Progress.NONE).mask();
        assertThat(found.geometry()).isEqualTo(expected.geometry());
        assertThat(found.labels()).isEqualTo(expected.labels());
        assertThat(IntStream.range(0, found.labels().length)
                        .map(n -> found.labels()[n])
                        .distinct()
                        .count())
                .as("classes in the mask")
                .isGreaterThan(1);
    }

    @Test
    void theMaskOnTheScansOwnGridIsTheHosts() {
        Predictor network = new GraphPredictor(graph);
        requireTheHostsMask(
                segmenter(network, settings()), segmenter(new OnHost(network), settings()), scan(37, 23, 19));
    }

    /** Where windows are mirrored, logits are others' in their last bits: none is so close to another's here that this shows. */
    @Test
    void soItIsWithMirroredLooks() {
        Predictor network = new FlipPredictor(new GraphPredictor(graph), Set.of(0, 1));
        requireTheHostsMask(
                segmenter(network, settings()), segmenter(new OnHost(network), settings()), scan(29, 23, 19));
    }

    @Test
    void soItIsWhereModelsVote() {
        Predictor network = new GraphPredictor(graph);
        Predictor other = new FlipPredictor(network, Set.of(2));
        requireTheHostsMask(
                new EnsembleSegmenter(List.of(segmenter(network, settings()), segmenter(other, settings()))),
                new EnsembleSegmenter(
                        List.of(segmenter(new OnHost(network), settings()), segmenter(new OnHost(other), settings()))),
                scan(29, 23, 19));
    }

    @Test
    void soItIsWhereAPartIsLookedAt() {
        Predictor network = new GraphPredictor(graph);
        Volume scan = scan(37, 23, 19);
        PreprocessedCase processed = Pipeline.of(preprocessing()).run(Sample.of(scan));
        Volume shown = processed.sample().image();
        Box box = new Box(
                2,
                1,
                1,
                shown.size().x() / 2,
                shown.size().y() - 3,
                shown.size().z());
        Cutout part = new Cutout(shown.geometry(), box);
        SlidingWindow window = new SlidingWindow(settings());
        try (Blend device = window.blend(part.of(shown), network, Progress.NONE);
                Blend host = window.blend(part.of(shown), new OnHost(network), Progress.NONE)) {
            assertThat(device.largest(processed, Optional.of(part)).labels())
                    .isEqualTo(host.largest(processed, Optional.of(part)).labels());
        }
    }

    private static InferenceSettings settings() {
        return InferenceSettings.of(WINDOW);
    }

    @Test
    void logitsAndMaskAreTheHosts() {
        requireTheHosts(image(21, 17, 19), settings(), new GraphPredictor(graph), 0);
    }

    @Test
    void severalWindowsAtOnceOfWhichTheLastAreFewer() {
        requireTheHosts(image(21, 17, 9), settings().withBatch(5), new GraphPredictor(graph), 0);
    }

    @Test
    void anImageThatIsSmallerThanItsWindowIsSurroundedByZeros() {
        requireTheHosts(image(5, 14, 3), settings(), new GraphPredictor(graph), 0);
    }

    @Test
    void whatNoWindowSawIsBackground() {
        requireTheHosts(
                image(32, 13, 8),
                settings().withImportance(Importance.CONSTANT).withOverlap(0).withEmptyBelow(-2),
                new GraphPredictor(graph),
                0);
    }

    /** Exponentials and logarithms are other machines' others: a unit in the last place or two, of numbers below 28. */
    @Test
    void mirroredLooksAreTheHosts() {
        requireTheHosts(
                image(13, 17, 9), settings(), new FlipPredictor(new GraphPredictor(graph), Set.of(0, 2)), 1e-5f);
    }
}

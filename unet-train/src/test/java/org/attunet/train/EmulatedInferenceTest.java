package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Blend;
import org.attunet.eval.inference.FlipPredictor;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.Importance;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Predictor;
import org.attunet.eval.inference.Progress;
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

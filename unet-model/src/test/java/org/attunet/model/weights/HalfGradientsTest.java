package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.onednn.Instructions;
import org.attunet.model.kernel.onednn.Kept;
import org.attunet.model.kernel.onednn.WideningBackend;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients where bfloat16 is kept, beside float, some steps into a training. With weights as they are drawn, gradients are sums that
 * nearly cancel, and directions of some differ by more.
 */
class HalfGradientsTest {
    private static final double COSINE = 0.99;
    private static final double RATE = 1e-3;
    private static final int STEPS = 30;
    private static final int SIDE = 16;
    private static final int BATCH = 2;
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(16, 32, 64));

    private final Random random = new Random(5);

    static Stream<Backend> backends() {
        Stream<Backend> processor =
                Instructions.here().multipliesBfloat16() ? Stream.of(new OneDnnBackend(Kept.BFLOAT16)) : Stream.empty();
        return Stream.concat(Stream.of(new WideningBackend()), processor);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void pointWhereThoseOfFloatPoint(Backend backend) {
        NetworkGraph floats = graph(new OneDnnBackend());
        for (int n = 0; n < STEPS; n++) {
            INDArray[] patches = patches();
            floats.differentiate(patches[0], patches[1]);
            floats.step(RATE);
        }
        NetworkGraph halves = graph(backend);
        halves.params().assign(floats.params());
        INDArray[] patches = patches();
        floats.differentiate(patches[0], patches[1]);
        halves.differentiate(patches[0], patches[1]);
        Map<String, INDArray> found = halves.gradients();
        floats.gradients().forEach((name, expected) -> {
            if (!isBeforeNorm(name)) {
                assertThat(cosine(found.get(name), expected)).as(name).isGreaterThan(COSINE);
            }
        });
    }

    private static NetworkGraph graph(Backend backend) {
        return AttentionUNet.training(NETWORK, LossSettings.of(LossKind.DICE), new TorchAdam(RATE), 5, backend);
    }

    /** Biases that a normalisation takes away again: their true gradient is zero. */
    private static boolean isBeforeNorm(String name) {
        return name.matches(".*\\.conv\\d\\.bias");
    }

    private static double cosine(INDArray a, INDArray b) {
        return Nd4j.getBlasWrapper().dot(a.dup().ravel(), b.dup().ravel())
                / (a.norm2Number().doubleValue() * b.norm2Number().doubleValue());
    }

    /** Balls in noise, and which voxels are theirs. */
    private INDArray[] patches() {
        long[] shape = {BATCH, 1, SIDE, SIDE, SIDE};
        INDArray image = Nd4j.createUninitialized(shape);
        INDArray label = Nd4j.zeros(shape);
        for (int n = 0; n < BATCH; n++) {
            double[] centre = {middle(), middle(), middle()};
            for (int x = 0; x < SIDE; x++) {
                for (int y = 0; y < SIDE; y++) {
                    for (int z = 0; z < SIDE; z++) {
                        boolean inside =
                                Math.hypot(Math.hypot(x - centre[0], y - centre[1]), z - centre[2]) < SIDE / 4.0;
                        image.putScalar(new long[] {n, 0, x, y, z}, (inside ? 1 : 0) + 0.4 * random.nextGaussian());
                        label.putScalar(new long[] {n, 0, x, y, z}, inside ? 1 : 0);
                    }
                }
            }
        }
        return new INDArray[] {image, label};
    }

    private double middle() {
        return SIDE * (0.35 + 0.3 * random.nextDouble());
    }
}

package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.attunet.model.engine.Backend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Several threads on one device, each with a network of its own: what each would have found alone. */
@Tag("cuda-host")
class EmulatedThreadsTest {
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(3, 4, 8));

    @TempDir
    static Path folder;

    private static NetworkGraph training(Backend backend, int seed) {
        return AttentionUNet.training(NETWORK, LossSettings.of(LossKind.DICE_CE), new TorchAdam(1e-3), seed, backend);
    }

    /** Parameters after some steps, of which the second is recorded; so is one of every new size. */
    private static float[] trained(NetworkGraph graph) {
        for (int n = 0; n < 12; n++) {
            INDArray patches = patches(n < 6 ? 8 : 12);
            graph.differentiate(patches, patches.gt(0.5).castTo(DataType.FLOAT));
            graph.gradientVector().clip(1);
            graph.step(1e-3);
        }
        return graph.params().ravel().toFloatVector();
    }

    private static float[] seen(NetworkGraph graph) {
        float[] last = {};
        for (int n = 0; n < 12; n++) {
            last = graph.infer(patches(8 + 4 * (n % 2)))[0].ravel().toFloatVector();
        }
        return last;
    }

    private static INDArray patches(int edge) {
        return Nd4j.linspace(0, 1, 8L * edge * edge, DataType.FLOAT).reshape('c', 1, 1, edge, edge, 8);
    }

    @Test
    void trainingAndInferenceSideBySideAreThoseOfOneAfterTheOther() throws Exception {
        Emulator device = new Emulator(Precision.FLOAT, folder);
        Backend backend = new EmulatedBackend(new SharedDriver(device));
        List<Callable<float[]>> alone = work(backend);
        List<float[]> expected =
                List.of(alone.get(0).call(), alone.get(1).call(), alone.get(2).call());
        int recordings = device.recordings;
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<float[]>> found = threads.invokeAll(work(backend));
            for (int n = 0; n < 3; n++) {
                assertThat(found.get(n).get()).containsExactly(expected.get(n));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(device.recordings).as("of two sizes by two networks").isEqualTo(recordings + 4);
    }

    /** Networks are made here, since ND4J draws their weights from one generator. */
    private static List<Callable<float[]>> work(Backend backend) {
        NetworkGraph one = training(backend, 5);
        NetworkGraph two = training(backend, 6);
        NetworkGraph looking = AttentionUNet.inference(NETWORK, backend);
        AttentionUNet.copyParameters(training(backend, 7), looking);
        return Stream.<Callable<float[]>>of(() -> trained(one), () -> trained(two), () -> seen(looking))
                .toList();
    }
}

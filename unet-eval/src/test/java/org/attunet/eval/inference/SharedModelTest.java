package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One model for several threads, each with a segmenter of its own. */
class SharedModelTest {
    private static final Backend BACKEND = BackendChoice.AUTO.resolve();
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() {
        threads.shutdown();
    }

    private static Model model() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        Map<String, Tensor> weights = new TreeMap<>();
        AttentionUNet.inference(network, BACKEND)
                .parameters()
                .forEach((name, values) -> weights.put(name, Tensor.of(values)));
        return new Model(
                "shared",
                network,
                PreprocessingSettings.demo(),
                InferenceSettings.of(Size.cube(16)),
                List.of("background", "pancreas"),
                weights);
    }

    private static byte[] mask(Model model, Volume ct) {
        return model.segmenter(BACKEND).segment(ct).mask().labels();
    }

    @Test
    void everyThreadFindsWhatOneAloneDoes() throws ExecutionException, InterruptedException {
        Model model = model();
        List<byte[]> alone = new ArrayList<>();
        List<Future<byte[]>> together = new ArrayList<>();
        PhantomSettings phantoms = PhantomSettings.cube(2 * THREADS, 24, 1, Difficulty.EASY);
        for (int n = 1; n <= phantoms.cases(); n++) {
            Volume ct = Phantom.generate(phantoms, n).image();
            alone.add(mask(model, ct));
            together.add(threads.submit(() -> mask(model, ct)));
        }

        for (int n = 0; n < alone.size(); n++) {
            assertThat(together.get(n).get()).isEqualTo(alone.get(n));
        }
    }
}

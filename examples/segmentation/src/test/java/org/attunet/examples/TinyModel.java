package org.attunet.examples;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;

/** A network that nobody trained: what it finds means nothing, and is the same every time. */
final class TinyModel {
    private TinyModel() {}

    static Model create() {
        NetworkSettings network = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        Map<String, Tensor> weights = new TreeMap<>();
        AttentionUNet.inference(network, BackendChoice.AUTO.resolve())
                .parameters()
                .forEach((name, values) -> weights.put(name, Tensor.of(values)));
        return new Model(
                "tiny",
                network,
                PreprocessingSettings.demo(),
                InferenceSettings.of(Size.cube(16)),
                List.of("background", "pancreas"),
                weights);
    }
}

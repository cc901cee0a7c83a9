package org.attunet.model.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes {@code resources/saved}: DL4J's files of a few tiny networks after two steps, which later builds have to read, and what
 * follows from them. There is no reason to write them again: the README there says when they were made.
 */
final class SavedGraphs {
    static final double RATE = 1e-2;

    private SavedGraphs() {}

    /** Networks by the name of their file. */
    static Map<String, NetworkSettings> networks() {
        NetworkSettings baseline = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        Map<String, NetworkSettings> networks = new LinkedHashMap<>();
        networks.put("baseline", baseline);
        networks.put("conv-mapping", baseline.withGate(Gate.CONV_MAPPING));
        networks.put(
                "residual-instance",
                baseline.withHead(Head.LINEAR).withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0, true));
        networks.put("paper", NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)));
        return networks;
    }

    /** Two patches and class indices of their voxels, by a formula. */
    static MultiDataSet data(NetworkSettings network) {
        int side = Math.max(8, network.divisor());
        float[] values = new float[2 * side * side * side];
        float[] labels = new float[values.length];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) (n * 7919L % 1009) / 504 - 1;
            labels[n] = n / side % 3 == 0 ? 1 : 0;
        }
        long[] shape = {2, 1, side, side, side};
        return new MultiDataSet(
                Nd4j.createFromArray(values).reshape('c', shape),
                Nd4j.createFromArray(labels).reshape('c', shape));
    }

    /** One step of training. */
    static void step(NetworkGraph graph, MultiDataSet data) {
        graph.differentiate(data.getFeatures(0), data.getLabels(0));
        graph.step(RATE);
    }

    /** Into the folder that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Map.Entry<String, NetworkSettings> entry : networks().entrySet()) {
            LossSettings loss = new LossSettings(LossKind.DICE_CE, 0.5, 2, List.of(1.0, 3.0));
            NetworkGraph graph = AttentionUNet.training(
                    entry.getValue(), loss, new TorchAdam(RATE), 9, BackendChoice.AUTO.resolve());
            MultiDataSet data = data(entry.getValue());
            step(graph, data);
            step(graph, data);
            Path target = Files.createDirectories(folder.resolve(entry.getKey()));
            ModelSerializer.writeModel(graph, target.resolve("graph.zip").toFile(), true);
            INDArray output = graph.infer(data.getFeatures(0))[0];
            NpyFile.write(Tensor.of(output), target.resolve("output.npy"));
            step(graph, data);
            NpyFile.write(Tensor.of(graph.params()), target.resolve("parameters-after-next-step.npy"));
        }
    }
}

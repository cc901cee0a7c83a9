package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.eval.inference.Model;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.model.AttentionUNet;
import org.attunet.model.NetworkSettings;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightFolder;
import org.attunet.model.weights.WeightNames;
import org.attunet.model.weights.WeightSource;
import org.attunet.model.weights.WeightTransfer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/** Weights of other programs as models, and models as weights for other programs. */
public final class Weights {
    /** Names of supervised heads begin so: a network for inference does without them. */
    private static final String HEADS = "ds";

    private Weights() {}

    /**
     * A model, and what became of every tensor.
     *
     * @param model ready to be used
     * @param report what was carried over and what was left out
     */
    public record Imported(Model model, WeightTransfer.Report report) {}

    /** Weights in a checkpoint or folder as a model; what network they are of, their names and shapes tell. */
    public static Imported read(Path source, Experiment handling) {
        Map<String, Tensor> weights = WeightSource.read(source);
        return imported(source, weights, WeightSource.network(source, weights), handling);
    }

    /** The same for the network of an experiment: everything has to fit it. */
    public static Imported readAs(Path source, Experiment experiment) {
        return imported(source, WeightSource.read(source), experiment.network(), experiment);
    }

    private static Imported imported(
            Path source, Map<String, Tensor> weights, NetworkSettings network, Experiment handling) {
        ComputationGraph graph = graph(network, weights);
        WeightTransfer.Report report = WeightTransfer.importAll(weights, graph);
        Map<String, Tensor> kept = new TreeMap<>(weights);
        kept.keySet().retainAll(WeightNames.of(graph).keySet());
        Model model = new Model(
                source.toAbsolutePath().normalize().getFileName().toString(),
                network,
                handling.data().preprocessing(),
                handling.shown(),
                handling.data().classNames(network.classes()),
                kept);
        return new Imported(model, report);
    }

    /** Writes every parameter of a model as {@code weights/NAME.npy} with a manifest. */
    public static void write(Model model, Path folder) {
        ComputationGraph graph = graph(model.network(), model.weights());
        WeightTransfer.importAll(model.weights(), graph);
        WeightFolder.write(graph, model.network(), folder);
    }

    /** With supervised heads where the weights have them. */
    private static ComputationGraph graph(NetworkSettings network, Map<String, Tensor> weights) {
        return weights.keySet().stream().anyMatch(name -> name.startsWith(HEADS))
                ? AttentionUNet.training(network, LossSettings.of(LossKind.DICE), new NoOp(), 0)
                : AttentionUNet.inference(network, false, DataType.FLOAT);
    }
}

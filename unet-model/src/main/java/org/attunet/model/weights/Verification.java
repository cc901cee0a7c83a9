package org.attunet.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.model.AttentionUNet;
import org.attunet.model.NetworkSettings;
import org.attunet.model.Variant;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.loss.Losses;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Runs a network on a folder's {@code input.npy} and compares whatever the folder holds: {@code eval_output},
 * {@code alpha_gate*_eval}, {@code train_output}, losses of the manifest, gradients, parameters after three Adam steps. Tolerances:
 * outputs, maps and losses 1e-4; gradients 1e-3 of the tensor's largest value or 1e-6; parameters after steps max(2e-5, 3 × the
 * tensor's own {@code fp32_maxdiff}), convolution biases before a batch norm 3.1e-4; output after steps 5e-3.
 */
public final class Verification {
    private static final double OUTPUT = 1e-4;
    private static final double AFTER_STEPS = 5e-3;
    /** Their true gradient is zero: Adam makes full-size steps of the rounding noise. */
    private static final double BIAS_BEFORE_NORM = 3.1e-4;

    private final Path folder;
    private final JsonNode manifest;
    private final NetworkSettings network;
    private final Map<String, Tensor> weights;
    private final INDArray input;
    private final List<Difference> differences = new ArrayList<>();

    private Verification(Path folder) {
        this.folder = folder;
        this.manifest = Manifest.read(folder);
        this.network = Manifest.settings(manifest);
        this.weights = WeightFolder.read(folder);
        this.input = read("input.npy").toArray();
    }

    /**
     * Compares everything the folder holds.
     *
     * @throws WeightsException if the folder lacks its manifest, input or weights, or they do not fit one another
     */
    public static List<Difference> run(Path folder) {
        Verification verification = new Verification(folder);
        verification.evaluation();
        if (verification.has("labels.npy")) {
            verification.losses();
            verification.training();
        }
        return verification.differences;
    }

    private boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    private Tensor read(String file) {
        return NpyFile.read(folder.resolve(file));
    }

    private boolean isPaper() {
        return network.variant() == Variant.PAPER;
    }

    private void compare(String file, INDArray found, double tolerance) {
        if (has(file)) {
            differences.add(Difference.of(file, read(file), Tensor.of(found).values(), tolerance));
        }
    }

    private void compare(String name, JsonNode expected, double found) {
        if (expected.isNumber()) {
            differences.add(new Difference(name, Math.abs(expected.asDouble() - found), OUTPUT));
        }
    }

    private void evaluation() {
        ComputationGraph graph = AttentionUNet.inference(network, true, DataType.FLOAT);
        WeightTransfer.importAll(inferenceOnly(graph), graph);
        INDArray[] outputs = graph.output(false, input);
        compare("eval_output.npy", outputs[0], OUTPUT);
        List<String> gates = AttentionUNet.gates(network);
        for (int n = 0; n < gates.size(); n++) {
            compare("alpha_" + gates.get(n) + "_eval.npy", outputs[n + 1], OUTPUT);
            comparePair(gates, n, outputs);
        }
        if (has("labels.npy") && !isPaper()) {
            INDArray labels = read("labels.npy").toArray();
            JsonNode losses = manifest.path("losses");
            compare("eval_dice", losses.path("eval_dice"), loss(LossKind.DICE, outputs[0], labels));
            compare("eval_dicece", losses.path("eval_dicece"), loss(LossKind.DICE_CE, outputs[0], labels));
        }
    }

    /** The paper's gates come in twos, {@code gate2.1} and {@code gate2.2}, stored as the two channels of one map. */
    private void comparePair(List<String> gates, int n, INDArray[] outputs) {
        String gate = gates.get(n);
        if (gate.endsWith(".1")) {
            String file = "alpha_" + gate.substring(0, gate.length() - 2) + "_eval.npy";
            compare(file, org.nd4j.linalg.factory.Nd4j.concat(1, outputs[n + 1], outputs[n + 2]), OUTPUT);
        }
    }

    private double loss(LossKind kind, INDArray logits, INDArray labels) {
        return Losses.of(LossSettings.of(kind), logits.dup('c'), labels, network.classes());
    }

    /** The stored tensors less the heads that an inference graph does not have. */
    private Map<String, Tensor> inferenceOnly(ComputationGraph graph) {
        Map<String, Tensor> kept = new TreeMap<>(weights);
        kept.keySet()
                .removeIf(
                        name -> name.startsWith("ds") && !WeightNames.of(graph).containsKey(name));
        return kept;
    }

    private ComputationGraph trainable(LossKind kind, int supervision) {
        NetworkSettings settings = isPaper() ? network : network.withSupervision(supervision);
        ComputationGraph graph =
                AttentionUNet.training(settings, LossSettings.of(kind), new TorchAdam(1e-4), 0, DataType.FLOAT);
        Map<String, Tensor> kept = new TreeMap<>(weights);
        kept.keySet()
                .removeIf(
                        name -> name.startsWith("ds") && !WeightNames.of(graph).containsKey(name));
        WeightTransfer.importAll(kept, graph);
        return graph;
    }

    private void losses() {
        INDArray labels = read("labels.npy").toArray();
        JsonNode losses = manifest.path("losses");
        if (isPaper()) {
            INDArray logits = trainable(LossKind.PAPER_DICE, 1).output(true, input)[0];
            compare("soft_dice", losses.path("soft_dice"), loss(LossKind.PAPER_DICE, logits, labels));
            compare("train_output.npy", logits, OUTPUT);
            return;
        }
        for (int n = 1; n <= network.supervision(); n++) {
            INDArray stack = trainable(LossKind.DICE, n).output(true, input)[0];
            String suffix = "_deep_supervision_n" + n;
            compare("dice" + suffix, losses.path("dice" + suffix), loss(LossKind.DICE, stack, labels));
            compare("dicece" + suffix, losses.path("dicece" + suffix), loss(LossKind.DICE_CE, stack, labels));
            if (n == 3) {
                compare("train_output.npy", stack, OUTPUT);
            }
        }
    }

    private void training() {
        LossKind kind = isPaper() ? LossKind.PAPER_DICE : LossKind.DICE_CE;
        ComputationGraph graph = trainable(kind, network.supervision());
        INDArray labels = read("labels.npy").toArray();
        gradients(graph, labels, isPaper() ? "grads_soft_dice" : "grads_dicece");
        if (Files.isDirectory(folder.resolve("after_3_adam"))) {
            steps(trainable(kind, network.supervision()), labels);
        }
    }

    private void gradients(ComputationGraph graph, INDArray labels, String place) {
        if (!Files.isDirectory(folder.resolve(place))) {
            return;
        }
        graph.setInputs(input);
        graph.setLabels(labels);
        graph.computeGradientAndScore();
        graph.gradient().gradientForVariable().forEach((key, gradient) -> {
            String file = place + "/" + WeightNames.name(graph, key) + ".npy";
            if (has(file)) {
                compare(file, gradient, Math.max(1e-6, 1e-3 * largest(read(file))));
            }
        });
    }

    private static double largest(Tensor tensor) {
        double largest = 0;
        for (float value : tensor.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private void steps(ComputationGraph graph, INDArray labels) {
        JsonNode before = manifest.path("adam").path("loss_before_each_step");
        for (int step = 0; step < 3; step++) {
            graph.fit(new MultiDataSet(input, labels));
            compare("loss before step " + (step + 1), before.path(step), graph.score());
        }
        Map<String, Double> rounding = rounding();
        WeightNames.of(graph).forEach((name, values) -> {
            String file = "after_3_adam/" + name + ".npy";
            boolean noisy = name.matches(".*conv\\d?\\.bias") && !name.startsWith("ds");
            double own = Math.max(2e-5, 3 * rounding.getOrDefault(file, 0.0));
            compare(file, values, noisy ? BIAS_BEFORE_NORM : own);
        });
        ComputationGraph inference = AttentionUNet.inference(network);
        AttentionUNet.copyParameters(graph, inference);
        compare("eval_output_after_3_adam.npy", inference.output(false, input)[0], AFTER_STEPS);
    }

    private Map<String, Double> rounding() {
        Map<String, Double> rounding = new TreeMap<>();
        manifest.path("tensors")
                .forEach(tensor -> rounding.put(
                        tensor.path("file").asText(),
                        tensor.path("fp32_maxdiff").asDouble(0)));
        return rounding;
    }
}

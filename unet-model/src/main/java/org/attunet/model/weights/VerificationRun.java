package org.attunet.model.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attunet.model.engine.Backend;
import org.attunet.model.execution.LossOperator;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Variant;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What stored numbers came from, done again by one backend: how far the outcome is from each of them. */
final class VerificationRun {
    private static final double OUTPUT = 1e-4;
    private static final double AFTER_STEPS = 5e-3;
    private static final double LEARNING_RATE = 1e-4;
    /** Their true gradient is zero: Adam makes full-size steps of the rounding noise. */
    private static final double BIAS_BEFORE_NORM = 3.1e-4;

    private final ReferenceOutputs stored;
    private final Backend backend;
    private final DataType type;
    private final NetworkSettings network;
    private final INDArray input;
    private final List<Difference> differences = new ArrayList<>();

    /** @throws WeightsException if there is no input or it does not fit the network */
    VerificationRun(ReferenceOutputs stored, Backend backend) {
        this.stored = stored;
        this.backend = backend;
        this.type = backend.type();
        this.network = stored.network();
        this.input = stored.input().toArray().castTo(type);
    }

    /** Differences of everything that is stored and comes out of the network. */
    List<Difference> differences() {
        evaluation();
        if (stored.has("labels.npy")) {
            INDArray labels = stored.labels().toArray().castTo(type);
            losses(labels);
            gradients(labels, isPaper() ? "grads_soft_dice" : "grads_dicece");
            steps(labels);
        }
        return differences;
    }

    /** What the network gives in inference, [N, C, X, Y, Z]. */
    INDArray output() {
        return filled(AttentionUNet.inference(network, backend)).infer(input)[0];
    }

    /** The gradient of the loss by all parameters, [1, P]. */
    INDArray gradient() {
        NetworkGraph graph = trainable(network.supervision());
        graph.differentiate(input, stored.labels().toArray().castTo(type));
        return graph.gradient().gradient();
    }

    private boolean isPaper() {
        return network.variant() == Variant.PAPER;
    }

    private LossKind kind() {
        return isPaper() ? LossKind.PAPER_DICE : LossKind.DICE_CE;
    }

    private void compare(String file, INDArray found, double tolerance) {
        if (stored.has(file)) {
            differences.add(Difference.of(file, stored.read(file), Tensor.of(found), tolerance));
        }
    }

    private void compare(String name, JsonNode expected, double found) {
        if (expected.isNumber()) {
            differences.add(new Difference(name, Math.abs(expected.asDouble() - found), OUTPUT));
        }
    }

    /** The loss under its name in the manifest. */
    private void compareLoss(String name, LossKind kind, INDArray logits, INDArray labels) {
        int predictions = (int) logits.size(1) / network.classes();
        LossPlan plan = LossPlan.of(LossSettings.of(kind), network.classes(), predictions);
        TensorPool<INDArray> pool = new ArrayPool(type);
        TensorRef<INDArray> in = new TensorRef<>(Shape.of(logits.shape()), pool, false);
        in.set(logits);
        LossOperator<INDArray> loss = new LossOperator<>(new Nd4jKernels(pool), plan, in);
        loss.setLabels(labels);
        loss.forward();
        compare(name, stored.number("losses", name), loss.score().loss());
    }

    private void evaluation() {
        NetworkGraph graph = filled(AttentionUNet.inference(network, true, backend));
        INDArray[] outputs = graph.infer(input);
        compare("eval_output.npy", outputs[0], OUTPUT);
        List<String> gates = NetworkPlans.gates(network);
        for (int n = 0; n < gates.size(); n++) {
            compare("alpha_" + gates.get(n) + "_eval.npy", outputs[n + 1], OUTPUT);
            comparePair(gates.get(n), outputs, n + 1);
        }
        if (stored.has("labels.npy") && !isPaper()) {
            INDArray labels = stored.labels().toArray().castTo(type);
            compareLoss("eval_dice", LossKind.DICE, outputs[0], labels);
            compareLoss("eval_dicece", LossKind.DICE_CE, outputs[0], labels);
        }
    }

    /** The paper's gates come in twos, {@code gate2.1} and {@code gate2.2}, stored as the two channels of one map. */
    private void comparePair(String gate, INDArray[] outputs, int first) {
        if (gate.endsWith(".1")) {
            String file = "alpha_" + gate.substring(0, gate.length() - 2) + "_eval.npy";
            compare(file, Nd4j.concat(1, outputs[first], outputs[first + 1]), OUTPUT);
        }
    }

    /** With the stored weights. */
    private NetworkGraph filled(NetworkGraph graph) {
        WeightTransfer.importAll(stored.weights(), graph.parameters());
        return graph;
    }

    private NetworkGraph trainable(int supervision) {
        NetworkSettings settings = isPaper() ? network : network.withSupervision(supervision);
        double rate = stored.number("adam", "lr").asDouble(LEARNING_RATE);
        return filled(AttentionUNet.training(settings, LossSettings.of(kind()), new TorchAdam(rate), 0, backend));
    }

    private void losses(INDArray labels) {
        if (isPaper()) {
            INDArray logits = predictions(trainable(1), labels);
            compareLoss("soft_dice", LossKind.PAPER_DICE, logits, labels);
            compare("train_output.npy", logits, OUTPUT);
            return;
        }
        for (int n = 1; n <= predictions(); n++) {
            INDArray stack = predictions(trainable(n), labels);
            compareLoss("dice_deep_supervision_n" + n, LossKind.DICE, stack, labels);
            compareLoss("dicece_deep_supervision_n" + n, LossKind.DICE_CE, stack, labels);
            if (n == storedPredictions()) {
                compare("train_output.npy", stack, OUTPUT);
            }
        }
    }

    /** As a training step sees them. */
    private INDArray predictions(NetworkGraph graph, INDArray labels) {
        List<INDArray> seen = new ArrayList<>();
        graph.addListeners(new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, Map<String, INDArray> activations) {
                seen.addAll(activations.values());
            }
        });
        graph.differentiate(input, labels);
        return seen.get(0);
    }

    /** How many the weights have heads for. */
    private int predictions() {
        int n = 1;
        while (n < 3 && stored.weights().containsKey("ds" + (n + 1) + ".conv.weight")) {
            n++;
        }
        return n;
    }

    private long storedPredictions() {
        if (!stored.has("train_output.npy")) {
            return 0;
        }
        long[] shape = stored.read("train_output.npy").shape();
        return shape.length == 6 ? shape[1] : shape[1] / network.classes();
    }

    private void gradients(INDArray labels, String place) {
        if (!stored.has(place)) {
            return;
        }
        NetworkGraph graph = trainable(network.supervision());
        graph.differentiate(input, labels);
        graph.gradients().forEach((name, gradient) -> {
            String file = place + "/" + name + ".npy";
            if (stored.has(file)) {
                compare(file, gradient, Math.max(1e-6, 1e-3 * largest(stored.read(file))));
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

    private void steps(INDArray labels) {
        if (!stored.has("after_3_adam") && !stored.has("eval_output_after_3_adam.npy")) {
            return;
        }
        NetworkGraph graph = trainable(network.supervision());
        for (int step = 0; step < 3; step++) {
            graph.differentiate(input, labels);
            graph.step(stored.number("adam", "lr").asDouble(LEARNING_RATE));
            JsonNode before = stored.number("adam", "loss_before_each_step").path(step);
            compare("loss before step " + (step + 1), before, graph.score());
        }
        Map<String, Double> rounding = stored.rounding();
        graph.parameters().forEach((name, values) -> {
            String file = "after_3_adam/" + name + ".npy";
            double own = Math.max(2e-5, 3 * rounding.getOrDefault(file, 0.0));
            compare(file, values, isBiasBeforeNorm(name) ? BIAS_BEFORE_NORM : own);
        });
        NetworkGraph inference = AttentionUNet.inference(network, backend);
        AttentionUNet.copyParameters(graph, inference);
        compare("eval_output_after_3_adam.npy", inference.infer(input)[0], AFTER_STEPS);
    }

    /** Whether a normalisation takes away whatever the bias adds. */
    private boolean isBiasBeforeNorm(String name) {
        String norm = name.replaceFirst("conv(\\d?)\\.bias$", "bn$1.weight");
        boolean perChannel = network.norm() == Norm.BATCH || network.norm() == Norm.INSTANCE;
        return perChannel && !norm.equals(name) && stored.weights().containsKey(norm);
    }
}

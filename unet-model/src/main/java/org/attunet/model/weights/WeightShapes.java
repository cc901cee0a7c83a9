package org.attunet.model.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;

/** Reads off a network's weights which network they are of. */
final class WeightShapes {
    private final Map<String, Tensor> weights;

    WeightShapes(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /**
     * The network that these weights fill, as far as shapes show: the activation is taken for the reference's.
     *
     * @throws WeightsException if tensors that show it are missing, naming the first
     */
    NetworkSettings network() {
        List<Integer> widths = new ArrayList<>();
        while (weights.containsKey("encoder" + (widths.size() + 1) + ".conv2.weight")) {
            widths.add(side("encoder" + (widths.size() + 1) + ".conv2.weight", 0));
        }
        widths.add(side("bottleneck.conv2.weight", 0));
        int in = side("encoder1.conv1.weight", 1);
        boolean paper = weights.containsKey("gating.conv.weight");
        NetworkSettings network = paper
                ? NetworkSettings.paper(in, side("final.weight", 0), widths)
                : NetworkSettings.reference(in, side("decoder1.conv2.weight", 0), widths)
                        .withHead(weights.containsKey("decoder1.bn2.weight") ? Head.REFERENCE : Head.LINEAR)
                        .withSupervision(heads());
        Gate gate = weights.keySet().stream().anyMatch(name -> name.endsWith("aggregate.weight"))
                ? Gate.CONV_MAPPING
                : Gate.ADDITIVE;
        boolean residual = weights.containsKey("encoder2.shortcut.weight");
        return network.withGate(gate).withBlocks(norm(), Activation.RELU, 0, residual);
    }

    private int side(String name, int axis) {
        Tensor tensor = weights.get(name);
        if (tensor == null || tensor.shape().length != 5) {
            throw new WeightsException(
                    "these are not the weights of a network known here: expected a kernel " + name + ", found "
                            + (tensor == null
                                    ? weights.size() + " tensors such as "
                                            + weights.keySet().stream().limit(4).toList()
                                    : tensor.shapeText()));
        }
        return Math.toIntExact(tensor.shape()[axis]);
    }

    private int heads() {
        return weights.containsKey("ds3.conv.weight") ? 3 : weights.containsKey("ds2.conv.weight") ? 2 : 1;
    }

    private Norm norm() {
        if (!weights.containsKey("encoder1.bn1.weight")) {
            return Norm.NONE;
        }
        if (!weights.containsKey("encoder1.bn1.running_mean")) {
            throw new WeightsException(
                    "encoder1.bn1 has no running statistics: instance and group normalisation look alike,"
                            + " so the experiment must be named");
        }
        return Norm.BATCH;
    }
}

package org.attunet.model.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attunet.model.kernel.Shape;

/** The parts that both networks are made of. Every method adds to the plan and returns the name of what it added last. */
final class PlanBuilder {
    private final NetworkSettings network;
    private final boolean training;
    private final List<Plan.Node> nodes = new ArrayList<>();
    /** Of one voxel at the bottom. */
    private final Map<String, Shape> shapes = new HashMap<>();

    private final Map<Integer, String> decoded = new HashMap<>();

    PlanBuilder(NetworkSettings network, boolean training) {
        this.network = network;
        this.training = training;
        int side = network.divisor();
        shapes.put(NetworkPlans.INPUT, new Shape(1, network.inputChannels(), side, side, side));
    }

    Plan build() {
        return new Plan(NetworkPlans.INPUT, nodes);
    }

    NetworkSettings network() {
        return network;
    }

    /** The decoder's output at a level. */
    String decoded(int level) {
        return decoded.get(level);
    }

    void setDecoded(int level, String name) {
        decoded.put(level, name);
    }

    int channels(String name) {
        return shapes.get(name).channels();
    }

    String add(String name, Operation operation, String... inputs) {
        return add(name, operation, List.of(inputs));
    }

    String add(String name, Operation operation, List<String> inputs) {
        nodes.add(new Plan.Node(name, operation, inputs));
        shapes.put(name, operation.output(inputs.stream().map(shapes::get).toList()));
        return name;
    }

    private String conv(String name, String input, int out, int kernel, Norm norm, Activation activation) {
        return add(name, new Operation.ConvBlock(channels(input), out, kernel, norm, activation), input);
    }

    /** A 1×1×1 convolution with the network's normalisation. */
    String point(String name, String input, int out, Activation activation) {
        return conv(name, input, out, 1, network.norm(), activation);
    }

    /** A convolution to one channel per class, and nothing behind it. */
    String plain(String name, String input, int kernel) {
        return conv(name, input, network.classes(), kernel, Norm.NONE, Activation.IDENTITY);
    }

    /** Two 3×3×3 convolutions, in → out → out. */
    String block(String name, String input, int out) {
        String first = conv(name + ".conv1", input, out, 3, network.norm(), network.activation());
        Activation last = network.residual() ? Activation.IDENTITY : network.activation();
        String second = conv(name + ".conv2", first, out, 3, network.norm(), last);
        return dropout(name, network.residual() ? residual(name, input, second) : second);
    }

    private String residual(String name, String input, String second) {
        int out = channels(second);
        String shortcut = channels(input) == out ? input : point(name + ".shortcut", input, out, Activation.IDENTITY);
        String sum = add(name + ".sum", new Operation.Add(), second, shortcut);
        return add(name + ".out", new Operation.LeakyRelu(network.activation().slope()), sum);
    }

    private String dropout(String name, String input) {
        return training && network.dropout() > 0
                ? add(name + ".dropout", new Operation.Dropout(1 - network.dropout()), input)
                : input;
    }

    /** The block that ends in logits under {@link Head#LINEAR}: a convolution at the width of level 1, then a plain one. */
    String linearHead(String name, String input) {
        String first = conv(name + ".conv1", input, network.width(1), 3, network.norm(), network.activation());
        return plain(name + ".conv2", first, 3);
    }

    /** The attention map of a skip connection. */
    String gate(String name, String skip, String gating, int kernel) {
        Operation gate = new Operation.AttentionGate(channels(skip), channels(gating), kernel, network.gate());
        return add(name, gate, skip, gating);
    }

    /** The top output and a prediction of each deeper level. */
    String heads(String name, String top, int predictions) {
        List<String> inputs = new ArrayList<>(List.of(top));
        List<Integer> widths = new ArrayList<>();
        for (int level = 2; level <= predictions; level++) {
            inputs.add(decoded(level));
            widths.add(network.width(level));
        }
        return add(name, new Operation.Heads(network.classes(), widths), inputs);
    }
}

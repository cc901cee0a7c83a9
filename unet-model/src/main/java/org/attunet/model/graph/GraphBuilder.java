package org.attunet.model.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** The parts that both networks are made of. Every method adds to the graph and returns the name of what it added last. */
final class GraphBuilder {
    private final NetworkSettings network;
    private final ComputationGraphConfiguration.GraphBuilder raw;
    private final boolean training;
    private final Map<Integer, String> decoded = new TreeMap<>();

    GraphBuilder(NetworkSettings network, NeuralNetConfiguration.Builder builder, boolean training) {
        this.network = network;
        this.raw = builder.graphBuilder().addInputs(AttentionUNet.INPUT);
        this.training = training;
    }

    NetworkSettings network() {
        return network;
    }

    ComputationGraphConfiguration.GraphBuilder raw() {
        return raw;
    }

    /** The decoder's output at a level. */
    String decoded(int level) {
        return decoded.get(level);
    }

    void setDecoded(int level, String name) {
        decoded.put(level, name);
    }

    String unit(String name, String input, int in, int out, int kernel, Norm norm, Activation activation) {
        raw.addLayer(name, new ConvUnit(in, out, kernel, norm, activation), input);
        return name;
    }

    /** Two 3×3×3 units, in → out → out. */
    String block(String name, String input, int in, int out) {
        String first = unit(name + ".conv1", input, in, out, 3, network.norm(), network.activation());
        Activation last = network.residual() ? Activation.IDENTITY : network.activation();
        String second = unit(name + ".conv2", first, out, out, 3, network.norm(), last);
        return dropout(name, network.residual() ? residual(name, input, second, in, out) : second);
    }

    private String residual(String name, String input, String second, int in, int out) {
        String shortcut =
                in == out ? input : unit(name + ".shortcut", input, in, out, 1, network.norm(), Activation.IDENTITY);
        raw.addVertex(name + ".sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), second, shortcut);
        ActivationLayer bend = new ActivationLayer.Builder()
                .activation(new ActivationLReLU(network.activation().slope()))
                .build();
        raw.addLayer(name + ".out", bend, name + ".sum");
        return name + ".out";
    }

    private String dropout(String name, String input) {
        if (!training || network.dropout() == 0) {
            return input;
        }
        raw.addLayer(name + ".dropout", new DropoutLayer.Builder(1 - network.dropout()).build(), input);
        return name + ".dropout";
    }

    /** The block that ends in logits under {@link Head#LINEAR}: a unit at the width of level 1, then a plain convolution. */
    String linearHead(String name, String input, int in) {
        int width = network.width(1);
        String first = unit(name + ".conv1", input, in, width, 3, network.norm(), network.activation());
        return unit(name + ".conv2", first, width, network.classes(), 3, Norm.NONE, Activation.IDENTITY);
    }

    /** Halves every axis by maxima; an odd last plane is dropped. */
    String pool(String name, String input) {
        raw.addLayer(name, halving(), input);
        return name;
    }

    static Subsampling3DLayer halving() {
        return new Subsampling3DLayer.Builder(PoolingType.MAX)
                .kernelSize(2, 2, 2)
                .stride(2, 2, 2)
                .convolutionMode(ConvolutionMode.Truncate)
                .dataFormat(Convolution3D.DataFormat.NCDHW)
                .build();
    }

    /** The attention map of a skip connection. */
    String gate(String name, String skip, String gating, int skipWidth, int gatingWidth, int kernel) {
        raw.addVertex(name, new AttentionGateVertex(skipWidth, gatingWidth, kernel, network.gate()), skip, gating);
        return name;
    }

    /** {@code concat(skip · map, below enlarged twice)}. */
    String joinGated(String name, String skip, String map, String below) {
        raw.addVertex(name, new ConcatVertex(true, List.of(1, 2)), skip, map, below);
        return name;
    }

    /** {@code x · map}. */
    String weigh(String name, String x, String map) {
        raw.addVertex(name, new ConcatVertex(true, List.of(1)), x, map);
        return name;
    }

    /** Channels of all inputs, each enlarged by its factor. */
    String concat(String name, List<Integer> factors, List<String> inputs) {
        raw.addVertex(name, new ConcatVertex(false, factors), inputs.toArray(String[]::new));
        return name;
    }
}

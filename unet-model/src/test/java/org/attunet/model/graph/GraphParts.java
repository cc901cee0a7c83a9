package org.attunet.model.graph;

import org.attunet.model.network.Activation;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Shorthand for what small graphs put before the part they examine. */
record GraphParts(ComputationGraphConfiguration.GraphBuilder raw) {
    static ConvBlockLayer layer(int in, int out, int kernel, Norm norm, Activation activation) {
        return new ConvBlockLayer(new Operation.ConvBlock(in, out, kernel, norm, activation));
    }

    GraphParts unit(String name, String input, int in, int out) {
        raw.addLayer(name, layer(in, out, 1, Norm.NONE, Activation.IDENTITY), input);
        return this;
    }

    GraphParts pooled(String name, String input) {
        raw.addLayer(name, (Layer) PlanGraph.part(new Operation.MaxPool()), input);
        return this;
    }
}

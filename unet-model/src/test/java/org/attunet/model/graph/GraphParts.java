package org.attunet.model.graph;

import org.attunet.model.network.Activation;
import org.attunet.model.network.Norm;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** Shorthand for what small graphs put before the part they examine. */
record GraphParts(ComputationGraphConfiguration.GraphBuilder raw) {
    GraphParts unit(String name, String input, int in, int out) {
        raw.addLayer(name, new ConvUnit(in, out, 1, Norm.NONE, Activation.IDENTITY), input);
        return this;
    }

    GraphParts pooled(String name, String input) {
        raw.addLayer(name, GraphBuilder.halving(), input);
        return this;
    }
}

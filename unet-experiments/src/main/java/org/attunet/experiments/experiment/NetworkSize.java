package org.attunet.experiments.experiment;

import org.attunet.model.AttentionUNet;
import org.attunet.model.NetworkSettings;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * How large a network is.
 *
 * @param parameters trainable numbers, deep-supervision heads included
 */
public record NetworkSize(long parameters) {
    /** Builds the network once to count. */
    public static NetworkSize of(NetworkSettings network) {
        ComputationGraph graph = AttentionUNet.training(network, LossSettings.of(LossKind.DICE), new NoOp(), 0);
        return new NetworkSize(AttentionUNet.parameterCount(graph));
    }
}

package org.attunet.eval.inference;

import org.attunet.model.graph.NetworkGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as a predictor.
 *
 * @param graph one input [N, C, X, Y, Z] and one output [N, classes, X, Y, Z] of logits
 */
public record GraphPredictor(NetworkGraph graph) implements Predictor {
    @Override
    public INDArray logits(INDArray batch) {
        return graph.infer(batch)[0];
    }
}

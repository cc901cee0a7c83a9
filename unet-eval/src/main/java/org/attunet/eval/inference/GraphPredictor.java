package org.attunet.eval.inference;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network as a predictor.
 *
 * @param graph one input [N, C, X, Y, Z] and one output [N, classes, X, Y, Z] of logits
 */
public record GraphPredictor(ComputationGraph graph) implements Predictor {
    @Override
    public INDArray logits(INDArray batch) {
        return graph.outputSingle(false, batch);
    }
}

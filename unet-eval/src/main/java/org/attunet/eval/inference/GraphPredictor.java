package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.WindowedImage;
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

    @Override
    public Optional<ImageInference> begin(WindowedImage image, List<Integer> looks) {
        return graph.begin(image, looks);
    }
}

package org.attunet.eval.inference;

import java.util.List;
import org.attunet.model.graph.AttentionMaps;
import org.attunet.model.graph.NetworkGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The attention maps of a network in place of its logits, one channel a gate, each on the patch's own grid: the sliding window
 * then puts them together like logits.
 *
 * @param graph outputs logits [N, classes, X, Y, Z], then the map of each gate
 * @param gates names of the gates
 */
record AttentionPredictor(NetworkGraph graph, List<String> gates) implements Predictor {
    @Override
    public INDArray logits(INDArray batch) {
        INDArray[] outputs = graph.infer(batch);
        INDArray[] maps = new INDArray[gates.size()];
        for (int n = 0; n < maps.length; n++) {
            maps[n] = AttentionMaps.onInputGrid(gates.get(n), outputs[n + 1]);
        }
        return Nd4j.concat(1, maps);
    }
}

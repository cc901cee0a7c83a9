package org.attunet.eval.inference;

import org.attunet.model.layer.VolumeOps;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The attention maps of a network in place of its logits, each brought to the patch's size by trilinear interpolation: the
 * sliding window then puts them together like logits.
 *
 * @param graph outputs logits [N, classes, X, Y, Z], then a map [N, 1, X / f, Y / f, Z / f] of each gate
 */
record AttentionPredictor(ComputationGraph graph) implements Predictor {
    @Override
    public INDArray logits(INDArray batch) {
        INDArray[] outputs = graph.output(false, batch);
        long[] shape = batch.shape();
        INDArray maps = Nd4j.create(DataType.FLOAT, shape[0], outputs.length - 1, shape[2], shape[3], shape[4]);
        for (int gate = 1; gate < outputs.length; gate++) {
            int factor = (int) (shape[2] / outputs[gate].size(2));
            VolumeOps.of(DataType.FLOAT).upsample(outputs[gate].dup('c'), factor, maps, gate - 1);
        }
        return maps;
    }
}

package org.attunet.model.graph;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link PlannedLayer} in an initialised graph: holds parameters and gradient. {@link NetworkGraph} computes all layers together. */
final class PlannedRuntime extends BaseLayer<PlannedLayer> {
    private static final long serialVersionUID = 1L;

    PlannedRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        throw notAlone();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        throw notAlone();
    }

    private static UnsupportedOperationException notAlone() {
        return new UnsupportedOperationException(
                "layers do not run one by one: a NetworkGraph differentiates, steps and infers as a whole");
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}

package org.attunet.model.vertex;

import java.util.Map;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The same function as a vertex's SameDiff graph, step by step for floats in host memory: what the forward pass computes is kept for
 * the backward pass, where SameDiff computes it again. Tests hold the two to each other.
 */
interface DirectVertex {
    /** The output, in the workspace for activations; parameters by name. */
    INDArray forward(
            INDArray[] inputs, Map<String, INDArray> parameters, boolean training, LayerWorkspaceMgr workspaces);

    /** Fills the parameters' gradients and returns those by the inputs, in the workspace for them. */
    INDArray[] backward(
            INDArray[] inputs,
            Map<String, INDArray> parameters,
            INDArray epsilon,
            Map<String, INDArray> gradients,
            LayerWorkspaceMgr workspaces);

    /** Lets go of what was kept. */
    void clear();
}

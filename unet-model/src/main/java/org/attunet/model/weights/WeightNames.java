package org.attunet.model.weights;

import java.util.Map;
import org.attunet.model.graph.NetworkGraph;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The names under which weights travel, {@link org.attunet.model.network.ParameterSpec#name}, in graphs that DL4J speaks of. */
public final class WeightNames {
    private WeightNames() {}

    /** Every parameter of a graph by its travelling name, in the graph's order; the arrays are the graph's own. */
    public static Map<String, INDArray> of(ComputationGraph graph) {
        return ((NetworkGraph) graph).parameters();
    }
}

package org.attunet.model.graph;

import java.util.List;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Concatenation along channels of inputs that are enlarged trilinearly on the way, the first optionally weighted by an attention
 * map: {@code concat(x · alpha, up(a), up(b), …)}. Written straight into one array, so that neither the weighted skip connection
 * nor an enlarged level exists on its own. Inputs in order: the first, its map [N, 1, X, Y, Z] if gated, the others.
 */
public final class ConcatVertex extends GraphVertex implements Planned {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final boolean gated;

    @JsonProperty
    private final List<Integer> factors;

    /**
     * @param gated whether the second input is an attention map for the first
     * @param factors enlargement of each input but the map; 1 leaves the size
     */
    public ConcatVertex(@JsonProperty("gated") boolean gated, @JsonProperty("factors") List<Integer> factors) {
        this.gated = gated;
        this.factors = List.copyOf(factors);
        if (gated && factors.get(0) != 1) {
            throw new IllegalArgumentException("a gated input keeps its size");
        }
    }

    @Override
    public Operation.UpsampleConcat operation() {
        return new Operation.UpsampleConcat(gated, factors);
    }

    @Override
    public GraphVertex clone() {
        return new ConcatVertex(gated, factors);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConcatVertex concat && operation().equals(concat.operation());
    }

    @Override
    public int hashCode() {
        return operation().hashCode();
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return factors.size() + (gated ? 1 : 0);
    }

    @Override
    public int maxVertexInputs() {
        return minVertexInputs();
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialise, DataType type) {
        // Holds the place of what a NetworkGraph computes with everything else.
        return new MergeVertex(graph, name, index, type, 1);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        return outputType(inputs);
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return null;
    }
}

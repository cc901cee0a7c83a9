package org.attunet.model.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional3D;
import org.deeplearning4j.nn.conf.layers.Convolution3D;

/**
 * Shape of what one vertex of a graph gives for one sample, [C, X, Y, Z].
 *
 * @param channels C
 * @param x X
 * @param y Y
 * @param z Z
 */
public record ActivationShape(long channels, long x, long y, long z) {
    /** Numbers of one sample. */
    public long length() {
        return channels * x * y * z;
    }

    /** Shapes of every vertex's output, the input's first, in the graph's order: each behind those it reads from. */
    public static Map<String, ActivationShape> of(ComputationGraphConfiguration graph, ActivationShape input) {
        Map<String, InputType> types = new LinkedHashMap<>();
        types.put(
                AttentionUNet.INPUT,
                InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, input.x, input.y, input.z, input.channels));
        for (Map.Entry<String, GraphVertex> vertex : graph.getVertices().entrySet()) {
            List<String> from = graph.getVertexInputs().get(vertex.getKey());
            InputType[] given = from.stream().map(types::get).toArray(InputType[]::new);
            types.put(vertex.getKey(), vertex.getValue().getOutputType(0, given));
        }
        Map<String, ActivationShape> shapes = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            InputTypeConvolutional3D size = (InputTypeConvolutional3D) type;
            shapes.put(
                    name, new ActivationShape(size.getChannels(), size.getDepth(), size.getHeight(), size.getWidth()));
        });
        return shapes;
    }
}

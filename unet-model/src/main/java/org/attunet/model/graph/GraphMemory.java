package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/** Numbers that a graph's passes hold, for one sample, counted on its configuration. */
final class GraphMemory {
    private final Map<String, GraphVertex> vertices;
    private final Map<String, List<String>> inputs;
    private final Map<String, ActivationShape> shapes;

    /** Place of the last vertex that reads an output. */
    private final Map<String, String> lastReader = new LinkedHashMap<>();

    /** @param input shape of the graph's input */
    GraphMemory(ComputationGraphConfiguration graph, ActivationShape input) {
        this.vertices = graph.getVertices();
        this.inputs = graph.getVertexInputs();
        this.shapes = ActivationShape.of(graph, input);
        vertices.keySet().forEach(name -> inputs.get(name).forEach(read -> lastReader.put(read, name)));
    }

    /** Every parameter, running statistics too. */
    long parameters() {
        return vertices.values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .sum();
    }

    /** What a forward pass leaves for the backward pass: every output, and each convolution's before its normalisation. */
    long keptForBackward() {
        return length(shapes.keySet())
                + vertices.keySet().stream()
                        .filter(name ->
                                unit(name) != null && !unit(name).operation().isPlain())
                        .mapToLong(this::length)
                        .sum();
    }

    /** Most outputs that a forward pass alone holds at once: each until its last reader is done. */
    long alive() {
        Set<String> held = new LinkedHashSet<>(Set.of(AttentionUNet.INPUT));
        long most = 0;
        for (String name : vertices.keySet()) {
            held.add(name);
            most = Math.max(most, length(held));
            held.removeIf(output -> name.equals(lastReader.get(output)));
        }
        return most;
    }

    /** Most gradients by outputs at once: each from its last reader's backward pass to its own vertex's. */
    long gradientsAlive() {
        Set<String> held = new LinkedHashSet<>();
        List<String> backwards = new ArrayList<>(vertices.keySet());
        Collections.reverse(backwards);
        long most = 0;
        for (String name : backwards) {
            held.addAll(inputs.get(name));
            most = Math.max(most, length(held));
            held.remove(name);
        }
        return most;
    }

    /** Most numbers that go into and out of one convolution. */
    long largestConvolution() {
        return units().mapToLong(name -> length(inputs.get(name)) + length(name))
                .max()
                .orElse(0);
    }

    /** Most numbers that come out of one convolution. */
    long largestUnit() {
        return units().mapToLong(this::length).max().orElse(0);
    }

    /** Most parameters of one vertex. */
    long largestWeights() {
        return vertices.values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .max()
                .orElse(0);
    }

    private Stream<String> units() {
        return vertices.keySet().stream().filter(name -> unit(name) != null);
    }

    private ConvUnit unit(String name) {
        return vertices.get(name) instanceof LayerVertex layer
                        && layer.getLayerConf().getLayer() instanceof ConvUnit u
                ? u
                : null;
    }

    private long length(String name) {
        return shapes.get(name).length();
    }

    private long length(Collection<String> names) {
        return names.stream().mapToLong(this::length).sum();
    }
}

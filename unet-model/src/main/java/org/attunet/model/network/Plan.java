package org.attunet.model.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.kernel.Shape;

/**
 * A network as a list of operations.
 *
 * @param input name of the one input
 * @param nodes each behind those that it reads from
 */
public record Plan(String input, List<Node> nodes) {
    /** Copies the list. */
    public Plan {
        nodes = List.copyOf(nodes);
    }

    /**
     * A part of a network.
     *
     * @param name its own
     * @param operation what it does
     * @param inputs names of what it reads
     */
    public record Node(String name, Operation operation, List<String> inputs) {
        /** Its parameters, in the order in which they lie in memory. */
        public List<ParameterSpec> parameters() {
            return operation.parameters(name);
        }

        /** How many numbers its parameters hold, running statistics too. */
        long numbers() {
            return parameters().stream().mapToLong(ParameterSpec::length).sum();
        }
    }

    /** The last node, whose output is the network's. */
    public String output() {
        return nodes.get(nodes.size() - 1).name();
    }

    /** How many nodes read what a node gives. */
    public long readers(String name) {
        return nodes.stream().filter(node -> node.inputs().contains(name)).count();
    }

    /** Sizes of the input and of every node's output. */
    public Map<String, Shape> shapes(Shape size) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(input, size);
        for (Node node : nodes) {
            List<Shape> given = node.inputs().stream().map(shapes::get).toList();
            shapes.put(node.name(), node.operation().output(given));
        }
        return shapes;
    }

    /** Every node's parameters. */
    public Stream<ParameterSpec> parameters() {
        return nodes.stream().flatMap(node -> node.parameters().stream());
    }
}

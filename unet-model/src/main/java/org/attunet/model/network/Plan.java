package org.attunet.model.network;

import java.util.List;

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
    public record Node(String name, Operation operation, List<String> inputs) {}
}

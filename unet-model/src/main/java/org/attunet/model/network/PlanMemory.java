package org.attunet.model.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.attunet.model.kernel.JoinSlabs;
import org.attunet.model.kernel.Shape;

/** Numbers that a plan's passes hold, for one sample. */
final class PlanMemory {
    private final Plan plan;
    private final Map<String, Shape> shapes;
    /** The last node that reads an output. */
    private final Map<String, String> lastReader = new HashMap<>();

    private PlanMemory(Plan plan, Map<String, Shape> shapes) {
        this.plan = plan;
        this.shapes = shapes;
        plan.nodes().forEach(node -> node.inputs().forEach(read -> lastReader.put(read, node.name())));
    }

    /**
     * Where every output is held whole.
     *
     * @param input size of one sample
     */
    static PlanMemory ofWhole(Plan plan, Shape input) {
        return new PlanMemory(plan, plan.shapes(input));
    }

    /** Where large joins that one convolution alone reads are made for it slab by slab, of what they join. */
    static PlanMemory ofSlabs(Plan plan, Shape input) {
        Map<String, Shape> shapes = plan.shapes(input);
        Map<String, String> readers = new HashMap<>();
        for (Plan.Node node : plan.nodes()) {
            for (String read : node.inputs()) {
                readers.put(read, node.operation() instanceof Operation.ConvBlock ? node.name() : "");
            }
        }
        PlanMemory memory = new PlanMemory(plan, shapes);
        for (Plan.Node node : plan.nodes()) {
            String reader = readers.getOrDefault(node.name(), "");
            if (node.operation() instanceof Operation.UpsampleConcat
                    && !reader.isEmpty()
                    && plan.readers(node.name()) == 1) {
                JoinSlabs.of(shapes.get(node.name())).ifPresent(slabs -> {
                    shapes.computeIfPresent(node.name(), (name, whole) -> slabs.joined(whole));
                    node.inputs().forEach(part -> memory.lastReader.replace(part, node.name(), reader));
                });
            }
        }
        return memory;
    }

    /** Every parameter, running statistics too. */
    long parameters() {
        return plan.nodes().stream().mapToLong(Plan.Node::numbers).sum();
    }

    /** Most parameters of one node. */
    long largestWeights() {
        return plan.nodes().stream().mapToLong(Plan.Node::numbers).max().orElse(0);
    }

    /** What a forward pass leaves for the backward pass: every output, and each convolution's before its normalisation. */
    long keptForBackward() {
        return length(shapes.keySet())
                + blocks().filter(node -> !((Operation.ConvBlock) node.operation()).isPlain())
                        .mapToLong(node -> length(node.name()))
                        .sum();
    }

    /** Most outputs that a forward pass alone holds at once: each until its last reader is done. */
    long alive() {
        Set<String> held = new LinkedHashSet<>(Set.of(plan.input()));
        long most = 0;
        for (Plan.Node node : plan.nodes()) {
            held.add(node.name());
            most = Math.max(most, length(held));
            held.removeIf(output -> node.name().equals(lastReader.get(output)));
        }
        return most;
    }

    /** Most gradients by outputs at once: each from its last reader's backward pass to its own node's. */
    long gradientsAlive() {
        Set<String> held = new LinkedHashSet<>();
        List<Plan.Node> backwards = new ArrayList<>(plan.nodes());
        Collections.reverse(backwards);
        long most = 0;
        for (Plan.Node node : backwards) {
            held.addAll(node.inputs());
            most = Math.max(most, length(held));
            held.remove(node.name());
        }
        return most;
    }

    /** Most numbers that go into and out of one convolution. */
    long largestConvolution() {
        return blocks().mapToLong(node -> length(node.inputs()) + length(node.name()))
                .max()
                .orElse(0);
    }

    /** Most numbers that come out of one convolution. */
    long largestBlock() {
        return blocks().mapToLong(node -> length(node.name())).max().orElse(0);
    }

    private Stream<Plan.Node> blocks() {
        return plan.nodes().stream().filter(node -> node.operation() instanceof Operation.ConvBlock);
    }

    private long length(String name) {
        return shapes.get(name).sampleLength();
    }

    private long length(Collection<String> names) {
        return names.stream().mapToLong(this::length).sum();
    }
}

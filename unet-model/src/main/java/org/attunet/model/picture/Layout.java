package org.attunet.model.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attunet.model.graph.PlanGraph;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;

/**
 * Where the boxes of a graph stand: a row for each resolution, the way down in the columns on the left, the way up in those behind
 * {@link #MIDDLE}, the coarsest row between them.
 */
final class Layout {
    /** The first column of the way up; the one before it is the coarsest row's. */
    private static final int MIDDLE = 3;

    private final Map<String, Plan.Node> nodes = new HashMap<>();
    private final Map<String, Shape> shapes;
    private final Map<String, NodeBox> boxes = new LinkedHashMap<>();
    private final int fullResolution;
    private final int coarsest;

    /** @param input shape of the graph's input, as it is written into the picture */
    Layout(Plan plan, Shape input) {
        plan.nodes().forEach(node -> nodes.put(node.name(), node));
        this.fullResolution = input.x();
        this.shapes = plan.shapes(input);
        this.coarsest = shapes.values().stream().mapToInt(this::row).max().orElse(0);
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        shapes.keySet()
                .forEach(name -> blocks.computeIfAbsent(block(name), key -> new ArrayList<>())
                        .add(name));
        blocks.forEach(this::place);
    }

    /** {@code encoder1.conv2} belongs to {@code encoder1}. */
    private static String block(String vertex) {
        int dot = vertex.indexOf('.');
        return dot < 0 ? vertex : vertex.substring(0, dot);
    }

    /** Halvings of the input's size. */
    private int row(Shape shape) {
        return (int) Math.round(Math.log(fullResolution / (double) shape.x()) / Math.log(2));
    }

    private void place(String name, List<String> vertices) {
        Shape shape = shapes.get(vertices.get(vertices.size() - 1));
        int row = row(shape);
        String text = shape.channels() + " × " + shape.x() + " × " + shape.y() + " × " + shape.z();
        boxes.put(name, new NodeBox(name, vertices, lines(vertices), text, row, column(row, vertices)));
    }

    /** Behind what stands in its row, and what reads from below also behind all that its lines pass. */
    private int column(int row, List<String> vertices) {
        int deepest = sources(vertices).stream()
                .mapToInt(read -> boxes.get(read).row())
                .max()
                .orElse(row);
        int first = deepest > row ? MIDDLE : row == coarsest ? MIDDLE - 2 : 0;
        int behind = IntStream.range(row, Math.max(row + 1, deepest))
                .map(this::columns)
                .max()
                .orElse(0);
        return Math.max(first, behind);
    }

    /** Columns that a row takes so far. */
    private int columns(int row) {
        return boxes.values().stream()
                .filter(box -> box.row() == row)
                .mapToInt(box -> box.column() + 1)
                .max()
                .orElse(0);
    }

    /** Whether one is on the way down and the other on the way up. */
    static boolean crossesTheMiddle(NodeBox from, NodeBox to) {
        return from.column() < MIDDLE - 1 && to.column() >= MIDDLE;
    }

    /** Blocks that a block reads from. */
    Set<String> sources(List<String> vertices) {
        Set<String> sources = new LinkedHashSet<>();
        for (String vertex : vertices) {
            if (nodes.containsKey(vertex)) {
                nodes.get(vertex).inputs().stream()
                        .filter(read -> !vertices.contains(read))
                        .forEach(read -> sources.add(block(read)));
            }
        }
        return sources;
    }

    /** What the vertices do, alike ones counted together, then their classes. */
    private List<String> lines(List<String> vertices) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<String> classes = new LinkedHashSet<>();
        for (String name : vertices) {
            if (nodes.containsKey(name)) {
                Operation operation = nodes.get(name).operation();
                if (!operation.description().isEmpty()) {
                    counts.merge(operation.description(), 1, Integer::sum);
                }
                classes.add(PlanGraph.className(operation));
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((line, count) -> lines.add(count == 1 ? line : count + " × " + line));
        lines.addAll(classes);
        return lines;
    }

    Map<String, NodeBox> boxes() {
        return boxes;
    }
}

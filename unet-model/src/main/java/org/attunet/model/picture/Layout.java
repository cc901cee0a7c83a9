package org.attunet.model.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attunet.model.graph.ActivationShape;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.Described;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/**
 * Where the boxes of a graph stand: a row for each resolution, the way down in the columns on the left, the way up in those behind
 * {@link #MIDDLE}, the coarsest row between them.
 */
final class Layout {
    /** The first column of the way up; the one before it is the coarsest row's. */
    private static final int MIDDLE = 3;

    private final ComputationGraphConfiguration graph;
    private final Map<String, ActivationShape> shapes;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final int coarsest;

    /** @param input shape of the graph's input, as it is written into the picture */
    Layout(ComputationGraphConfiguration graph, ActivationShape input) {
        this.graph = graph;
        this.shapes = ActivationShape.of(graph, input);
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
    private int row(ActivationShape shape) {
        return (int) Math.round(Math.log(shapes.get(AttentionUNet.INPUT).x() / (double) shape.x()) / Math.log(2));
    }

    private void place(String name, List<String> vertices) {
        ActivationShape shape = shapes.get(vertices.get(vertices.size() - 1));
        int row = row(shape);
        String text = shape.channels() + " × " + shape.x() + " × " + shape.y() + " × " + shape.z();
        boxes.put(name, new Box(name, vertices, lines(vertices), text, row, column(row, vertices)));
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
    static boolean crossesTheMiddle(Box from, Box to) {
        return from.column() < MIDDLE - 1 && to.column() >= MIDDLE;
    }

    /** Blocks that a block reads from. */
    Set<String> sources(List<String> vertices) {
        Set<String> sources = new LinkedHashSet<>();
        for (String vertex : vertices) {
            graph.getVertexInputs().getOrDefault(vertex, List.of()).stream()
                    .filter(read -> !vertices.contains(read))
                    .forEach(read -> sources.add(block(read)));
        }
        return sources;
    }

    /** What the vertices do, alike ones counted together, then their classes. */
    private List<String> lines(List<String> vertices) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<String> classes = new LinkedHashSet<>();
        for (String name : vertices) {
            if (graph.getVertices().containsKey(name)) {
                Object part = part(graph.getVertices().get(name));
                if (part instanceof Described described) {
                    counts.merge(described.description(), 1, Integer::sum);
                }
                classes.add(part.getClass().getSimpleName());
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((line, count) -> lines.add(count == 1 ? line : count + " × " + line));
        lines.addAll(classes);
        return lines;
    }

    private static Object part(GraphVertex vertex) {
        return vertex instanceof LayerVertex layer ? layer.getLayerConf().getLayer() : vertex;
    }

    Map<String, Box> boxes() {
        return boxes;
    }
}

package org.attunet.model.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attunet.model.ActivationShape;
import org.attunet.model.AttentionUNet;
import org.attunet.model.layer.Described;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;

/** Where the boxes of a graph stand: a row for each resolution, each box right of the one before it in its row and of what it reads. */
final class Layout {
    private static final int GAP = 26;
    private static final int MARGIN = 24;
    private static final int STEP = 64;
    private static final int ROW = 190;

    private final ComputationGraphConfiguration graph;
    private final Map<String, ActivationShape> shapes;
    private final Map<String, Box> boxes = new LinkedHashMap<>();

    /** @param input shape of the graph's input, as it is written into the picture */
    Layout(ComputationGraphConfiguration graph, ActivationShape input) {
        this.graph = graph;
        this.shapes = ActivationShape.of(graph, input);
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

    private void place(String name, List<String> vertices) {
        ActivationShape shape = shapes.get(vertices.get(vertices.size() - 1));
        int level = (int) Math.round(Math.log(shapes.get(AttentionUNet.INPUT).x() / (double) shape.x()) / Math.log(2));
        int x = MARGIN;
        for (Box before : boxes.values()) {
            x = before.level() == level ? Math.max(x, before.right() + GAP) : x;
        }
        for (String read : sources(vertices)) {
            x = Math.max(x, boxes.get(read).x() + STEP);
        }
        String text = shape.channels() + " × " + shape.x() + " × " + shape.y() + " × " + shape.z();
        boxes.put(name, new Box(name, vertices, lines(vertices), text, level, x, MARGIN + 60 + level * ROW));
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

    int width() {
        return MARGIN + boxes.values().stream().mapToInt(Box::right).max().orElse(0);
    }

    int height() {
        return MARGIN
                + boxes.values().stream()
                        .mapToInt(box -> box.y() + box.height())
                        .max()
                        .orElse(0);
    }
}

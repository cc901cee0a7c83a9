package org.attunet.model.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attunet.model.graph.ConvUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The names under which weights travel: PyTorch's suffixes behind the place in the network, {@code encoder1.conv1.weight},
 * {@code encoder1.bn1.running_mean}, {@code gate2.W_x.weight}, {@code ds2.conv.bias}. Level 1 is full resolution.
 */
public final class WeightNames {
    private WeightNames() {}

    /** Every parameter of a graph by its travelling name, in the graph's order; the arrays are the graph's own. */
    public static Map<String, INDArray> of(ComputationGraph graph) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        graph.paramTable().forEach((key, values) -> named.put(name(graph, key), values));
        return named;
    }

    /** The travelling name of DL4J's key {@code vertex_parameter}. */
    public static String name(ComputationGraph graph, String key) {
        int split = key.indexOf('_');
        String vertex = key.substring(0, split);
        String parameter = key.substring(split + 1);
        boolean unit = graph.getVertex(vertex).hasLayer()
                && graph.getLayer(vertex).conf().getLayer() instanceof ConvUnit;
        if (unit) {
            return unit(vertex, parameter);
        }
        // DL4J splits keys at underscores, so the vertices' own names have none.
        String travelling = parameter.replace("Wx.", "W_x.").replace("Wg.", "W_g.");
        return vertex.equals("ds") ? travelling : vertex + "." + travelling;
    }

    private static String unit(String vertex, String parameter) {
        return switch (parameter) {
            case "W" -> vertex + ".weight";
            case "b" -> vertex + ".bias";
            case "gamma" -> norm(vertex) + ".weight";
            case "beta" -> norm(vertex) + ".bias";
            case "mean" -> norm(vertex) + ".running_mean";
            case "var" -> norm(vertex) + ".running_var";
            default -> throw new IllegalArgumentException(vertex + " has no parameter " + parameter);
        };
    }

    /** {@code encoder1.conv2} is normalised by {@code encoder1.bn2}; a name without conv in it by its own {@code .bn}. */
    private static String norm(String vertex) {
        int dot = vertex.lastIndexOf('.');
        String last = vertex.substring(dot + 1);
        return last.startsWith("conv") ? vertex.substring(0, dot + 1) + "bn" + last.substring(4) : vertex + ".bn";
    }
}

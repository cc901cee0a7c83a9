package org.attunet.model.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Puts named tensors into a graph. */
public final class WeightTransfer {
    private WeightTransfer() {}

    /**
     * What became of a transfer.
     *
     * @param carried tensors that are now in the graph
     * @param left tensors that the graph has no place for
     * @param untouched parameters of the graph that nothing was found for
     * @param mismatched both exist but their shapes differ: name, expected, found
     * @param moved carried under another name: {@code bottleneck.conv1.weight → encoder4.conv1.weight}
     */
    public record Report(
            List<String> carried,
            List<String> left,
            List<String> untouched,
            List<String> mismatched,
            List<String> moved) {

        Report() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** A few lines for people: what was carried over and everything that was not. */
        public String text() {
            StringBuilder text = new StringBuilder(carried.size() + " tensors carried over");
            paragraph(text, "moved to another level", moved);
            paragraph(text, "of another shape, left as initialised", mismatched);
            paragraph(text, "not in the source, left as initialised", untouched);
            paragraph(text, "not in this network, left out", left);
            return text.toString();
        }

        private static void paragraph(StringBuilder text, String title, List<String> names) {
            if (!names.isEmpty()) {
                text.append('\n').append(names.size()).append(' ').append(title).append(':');
                names.forEach(name -> text.append("\n  ").append(name));
            }
        }
    }

    /**
     * Fills the whole graph. Tensors of {@code gate.W}, which the reference has and never uses, and of supervised heads that the
     * graph does without may be left over.
     *
     * @throws WeightsException listing every missing, surplus, misshapen or unusable tensor; the graph is then unchanged
     */
    public static Report importAll(Map<String, Tensor> weights, ComputationGraph graph) {
        Report report = compare(weights, graph);
        List<String> problems = new ArrayList<>(report.mismatched());
        report.untouched()
                .forEach(name -> problems.add("missing " + name + " "
                        + Arrays.toString(WeightNames.of(graph).get(name).shape())));
        report.left().stream()
                .filter(name -> !isUnusedByReference(name) && !name.matches("ds[23]\\.conv\\.(weight|bias)"))
                .forEach(name ->
                        problems.add("surplus " + name + " " + weights.get(name).shapeText()));
        problems.addAll(unusable(weights, report.carried()));
        if (!problems.isEmpty()) {
            throw new WeightsException("the weights do not fit the network: " + String.join("; ", problems));
        }
        assign(weights, graph, report.carried());
        return report;
    }

    /**
     * Fills what fits by name and shape and leaves the rest as it is: for networks of other classes, input channels or depth. A
     * bottleneck becomes the encoder block of its level in a deeper network, and the other way round.
     *
     * @throws WeightsException if a tensor that fits holds NaN or infinity, or a running variance a negative number
     */
    public static Report importFitting(Map<String, Tensor> weights, ComputationGraph graph) {
        Map<String, Tensor> moved = new LinkedHashMap<>();
        Map<String, String> places =
                Levels.places(weights.keySet(), WeightNames.of(graph).keySet());
        weights.forEach((name, tensor) -> moved.put(places.getOrDefault(name, name), tensor));
        Report report = compare(moved, graph);
        List<String> problems = unusable(moved, report.carried());
        if (!problems.isEmpty()) {
            throw new WeightsException("the weights cannot be used: " + String.join("; ", problems));
        }
        places.forEach((from, to) -> {
            if (report.carried().contains(to)) {
                report.moved().add(from + " → " + to);
            }
        });
        assign(moved, graph, report.carried());
        return report;
    }

    /** Whether the tensor belongs to the convolution that the reference's gates hold and never use. */
    static boolean isUnusedByReference(String name) {
        return name.matches("gate\\d+\\.W\\.(conv|bn)\\.\\w+");
    }

    private static Report compare(Map<String, Tensor> weights, ComputationGraph graph) {
        Map<String, INDArray> places = WeightNames.of(graph);
        Report report = new Report();
        for (String name : new TreeSet<>(places.keySet())) {
            Tensor tensor = weights.get(name);
            if (tensor == null) {
                report.untouched().add(name);
            } else if (!Arrays.equals(tensor.shape(), places.get(name).shape())) {
                report.mismatched()
                        .add(name + ": expected "
                                + Arrays.toString(places.get(name).shape()) + ", found " + tensor.shapeText());
            } else {
                report.carried().add(name);
            }
        }
        weights.keySet().stream()
                .filter(name -> !places.containsKey(name))
                .sorted()
                .forEach(report.left()::add);
        return report;
    }

    private static List<String> unusable(Map<String, Tensor> weights, List<String> names) {
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            int at = weights.get(name).firstNotFinite();
            if (at < 0 && name.endsWith(".running_var")) {
                at = weights.get(name).firstNegative();
            }
            if (at >= 0) {
                problems.add(name + " holds " + weights.get(name).values()[at] + " at position " + at);
            }
        }
        return problems;
    }

    private static void assign(Map<String, Tensor> weights, ComputationGraph graph, List<String> names) {
        Map<String, INDArray> places = WeightNames.of(graph);
        names.forEach(name -> places.get(name).assign(weights.get(name).toArray()));
    }
}

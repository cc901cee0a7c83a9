package org.attunet.model.weights;

import java.util.ArrayList;
import java.util.Arrays;
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
     */
    public record Report(List<String> carried, List<String> left, List<String> untouched, List<String> mismatched) {}

    /**
     * Fills the whole graph. Tensors of {@code gate.W}, which the reference has and never uses, may be left over.
     *
     * @throws WeightsException listing every missing, surplus, misshapen or not finite tensor; the graph is then unchanged
     */
    public static Report importAll(Map<String, Tensor> weights, ComputationGraph graph) {
        Report report = compare(weights, graph);
        List<String> problems = new ArrayList<>(report.mismatched());
        report.untouched()
                .forEach(name -> problems.add("missing " + name + " "
                        + Arrays.toString(WeightNames.of(graph).get(name).shape())));
        report.left().stream()
                .filter(name -> !isUnusedByReference(name))
                .forEach(name ->
                        problems.add("surplus " + name + " " + weights.get(name).shapeText()));
        problems.addAll(notFinite(weights, report.carried()));
        if (!problems.isEmpty()) {
            throw new WeightsException("the weights do not fit the network: " + String.join("; ", problems));
        }
        assign(weights, graph, report.carried());
        return report;
    }

    /**
     * Fills what fits by name and shape and leaves the rest as it is.
     *
     * @throws WeightsException if a tensor that fits holds NaN or infinity
     */
    public static Report importFitting(Map<String, Tensor> weights, ComputationGraph graph) {
        Report report = compare(weights, graph);
        List<String> problems = notFinite(weights, report.carried());
        if (!problems.isEmpty()) {
            throw new WeightsException("the weights cannot be used: " + String.join("; ", problems));
        }
        assign(weights, graph, report.carried());
        return report;
    }

    /** Whether the tensor belongs to the convolution that the reference's gates hold and never use. */
    static boolean isUnusedByReference(String name) {
        return name.matches("gate\\d+\\.W\\.(conv|bn)\\.\\w+");
    }

    private static Report compare(Map<String, Tensor> weights, ComputationGraph graph) {
        Map<String, INDArray> places = WeightNames.of(graph);
        Report report = new Report(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
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

    private static List<String> notFinite(Map<String, Tensor> weights, List<String> names) {
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            int at = weights.get(name).firstNotFinite();
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

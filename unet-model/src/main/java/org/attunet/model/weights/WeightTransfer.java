package org.attunet.model.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attunet.model.network.Operation;
import org.attunet.model.network.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Puts named tensors into a network's parameters. */
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
     * Whether weights fill a whole network. Tensors of {@code gate.W}, which the reference has and never uses, and of supervised heads
     * that the network does without may be left over.
     *
     * @throws WeightsException listing every missing, surplus, misshapen or unusable tensor
     */
    public static Report check(Map<String, Tensor> weights, Plan plan) {
        return check(weights, shapes(plan));
    }

    private static Report check(Map<String, Tensor> weights, Map<String, long[]> places) {
        Report report = compare(weights, places);
        List<String> problems = new ArrayList<>(report.mismatched());
        report.untouched().forEach(name -> problems.add("missing " + name + " " + Arrays.toString(places.get(name))));
        report.left().stream()
                .filter(name -> !isUnusedByReference(name) && !Operation.Heads.isHead(name))
                .forEach(name ->
                        problems.add("surplus " + name + " " + weights.get(name).shapeText()));
        problems.addAll(unusable(weights, report.carried()));
        if (!problems.isEmpty()) {
            throw new WeightsException("the weights do not fit the network: " + String.join("; ", problems));
        }
        return report;
    }

    /**
     * Fills all parameters.
     *
     * @param parameters arrays by name
     * @throws WeightsException as {@link #check(Map, Plan)}; the parameters are then unchanged
     */
    public static Report importAll(Map<String, Tensor> weights, Map<String, INDArray> parameters) {
        Report report = check(weights, shapes(parameters));
        assign(weights, parameters, report.carried());
        return report;
    }

    /**
     * Fills what fits by name and shape and leaves the rest as it is: for networks of other classes, input channels or depth. A
     * bottleneck becomes the encoder block of its level in a deeper network, and the other way round.
     *
     * @param parameters arrays by name
     * @throws WeightsException if a tensor that fits holds NaN or infinity, or a running variance a negative number
     */
    public static Report importFitting(Map<String, Tensor> weights, Map<String, INDArray> parameters) {
        Report report = fitting(weights, shapes(parameters));
        assign(moved(weights, parameters.keySet()), parameters, report.carried());
        return report;
    }

    /**
     * What {@link #importFitting} fills of a network.
     *
     * @throws WeightsException as there
     */
    public static Report fitting(Map<String, Tensor> weights, Plan plan) {
        return fitting(weights, shapes(plan));
    }

    private static Map<String, Tensor> moved(Map<String, Tensor> weights, Set<String> names) {
        Map<String, String> places = DepthMapping.places(weights.keySet(), names);
        Map<String, Tensor> moved = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> moved.put(places.getOrDefault(name, name), tensor));
        return moved;
    }

    private static Report fitting(Map<String, Tensor> weights, Map<String, long[]> shapes) {
        Map<String, Tensor> moved = moved(weights, shapes.keySet());
        Report report = compare(moved, shapes);
        List<String> problems = unusable(moved, report.carried());
        if (!problems.isEmpty()) {
            throw new WeightsException("the weights cannot be used: " + String.join("; ", problems));
        }
        DepthMapping.places(weights.keySet(), shapes.keySet()).forEach((from, to) -> {
            if (report.carried().contains(to)) {
                report.moved().add(from + " → " + to);
            }
        });
        return report;
    }

    /** Whether the tensor belongs to the convolution that the reference's gates hold and never use. */
    static boolean isUnusedByReference(String name) {
        return name.matches("gate\\d+\\.W\\.(conv|bn)\\.\\w+");
    }

    private static Map<String, long[]> shapes(Plan plan) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        plan.parameters().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        return shapes;
    }

    private static Map<String, long[]> shapes(Map<String, INDArray> parameters) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        parameters.forEach((name, values) -> shapes.put(name, values.shape()));
        return shapes;
    }

    private static Report compare(Map<String, Tensor> weights, Map<String, long[]> places) {
        Report report = new Report();
        new TreeMap<>(places).forEach((name, shape) -> {
            Tensor tensor = weights.get(name);
            if (tensor == null) {
                report.untouched().add(name);
            } else if (!Arrays.equals(tensor.shape(), shape)) {
                report.mismatched()
                        .add(name + ": expected " + Arrays.toString(shape) + ", found " + tensor.shapeText());
            } else {
                report.carried().add(name);
            }
        });
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

    private static void assign(Map<String, Tensor> weights, Map<String, INDArray> parameters, List<String> names) {
        names.forEach(name -> parameters.get(name).assign(weights.get(name).toArray()));
    }
}

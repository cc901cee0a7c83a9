package org.attunet.model.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.model.AttentionUNet;
import org.attunet.model.NetworkSettings;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.updater.TorchAdam;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The share of each kind of vertex in a training step: {@code VertexShare widths patch batch steps}. Every vertex of the graph is
 * replaced by one that takes the time of its forward and backward pass; the medians over the steps are printed.
 */
final class VertexShare {
    private VertexShare() {}

    public static void main(String[] arguments) {
        NetworkSettings network = NetworkSettings.reference(
                1,
                2,
                Arrays.stream(arguments[0].split(",")).map(Integer::valueOf).toList());
        int patch = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int steps = Integer.parseInt(arguments[3]);
        ComputationGraph graph =
                AttentionUNet.training(network, LossSettings.of(LossKind.DICE), new TorchAdam(1e-4), 1);
        INDArray image = Nd4j.randn(DataType.FLOAT, batch, 1, patch, patch, patch);
        INDArray labels =
                Nd4j.rand(DataType.FLOAT, batch, 1, patch, patch, patch).gt(0.9).castTo(DataType.FLOAT);
        Map<String, double[]> times = new TreeMap<>();
        watch(graph, times, steps);
        double[] whole = new double[steps];
        for (int step = -2; step < steps; step++) {
            now = Math.max(0, step);
            times.values().forEach(all -> all[now] = 0);
            long start = System.nanoTime();
            graph.fit(new MultiDataSet(image, labels));
            whole[now] = (System.nanoTime() - start) * 1e-6;
        }
        double total = median(whole);
        System.out.printf("step %.1f ms%n", total);
        times.forEach((name, all) ->
                System.out.printf("%-28s %8.1f ms %5.1f %%%n", name, median(all), 100 * median(all) / total));
    }

    private static int now;

    private static void watch(ComputationGraph graph, Map<String, double[]> times, int steps) {
        GraphVertex[] vertices = graph.getVertices();
        for (int n = 0; n < vertices.length; n++) {
            GraphVertex vertex = vertices[n];
            String kind = vertex.hasLayer()
                    ? vertex.getLayer().getClass().getSimpleName()
                    : graph.getConfiguration().getVertices().containsKey(vertex.getVertexName())
                            ? graph.getConfiguration()
                                    .getVertices()
                                    .get(vertex.getVertexName())
                                    .getClass()
                                    .getSimpleName()
                            : "input";
            if (!vertex.hasLayer() && !kind.equals("input")) {
                double[] of = times.computeIfAbsent(kind, key -> new double[steps]);
                vertices[n] = timed(vertex, of);
            }
        }
    }

    private static GraphVertex timed(GraphVertex vertex, double[] times) {
        return (GraphVertex) Proxy.newProxyInstance(
                GraphVertex.class.getClassLoader(), new Class<?>[] {GraphVertex.class}, (proxy, method, given) -> {
                    long start = System.nanoTime();
                    try {
                        return method.invoke(vertex, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("doForward")
                                || method.getName().equals("doBackward")) {
                            times[now] += (System.nanoTime() - start) * 1e-6;
                        }
                    }
                });
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

package org.attunet.model.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.network.ParameterSpec;
import org.attunet.model.network.Plan;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A plan on one set of kernels, with random parameters of its own: nothing of DL4J is in it. */
public final class SmallNetwork {
    private final Map<String, INDArray> parameters = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final NetworkExecution<?> execution;
    private final DataType type;

    /** Parameters are the same for the same plan and type. */
    public <T> SmallNetwork(KernelSet<T> set, Plan plan) {
        type = set.type();
        long length = plan.parameters().mapToLong(ParameterSpec::length).sum();
        INDArray values = Nd4j.zeros(type, 1, Math.max(1, length));
        INDArray gradient = values.ulike();
        Map<String, INDArray> views = new LinkedHashMap<>();
        Nd4j.getRandom().setSeed(7);
        long from = 0;
        for (Plan.Node node : plan.nodes()) {
            for (ParameterSpec spec : node.parameters()) {
                String key = node.name() + "_" + spec.key();
                views.put(key, part(values, from, spec));
                fill(spec, views.get(key));
                if (!spec.role().isRunning()) {
                    gradients.put(key, part(gradient, from, spec));
                }
                from += spec.length();
            }
        }
        parameters.putAll(views);
        NetworkArrays arrays = new NetworkArrays(values, () -> gradient, () -> null, views);
        execution = new NetworkExecution<>(plan, set.kernels(), set.stores().apply(arrays));
    }

    /** A plan from {@code input} through nodes. */
    public static Plan plan(Plan.Node... nodes) {
        return new Plan("input", List.of(nodes));
    }

    private static INDArray part(INDArray vector, long from, ParameterSpec spec) {
        return vector.reshape(vector.length())
                .get(NDArrayIndex.interval(from, from + spec.length()))
                .reshape('c', spec.shape());
    }

    private static void fill(ParameterSpec spec, INDArray values) {
        INDArray drawn = Nd4j.randn(values.dataType(), values.shape());
        switch (spec.role()) {
            case WEIGHT -> values.assign(drawn.muli(Math.sqrt(2.0 / spec.fanIn())));
            case SCALE -> values.assign(drawn.muli(0.02).addi(1));
            case VARIANCE -> values.assign(1);
            default -> values.assign(0);
        }
    }

    /** A parameter by its node and key; the array is the network's own. */
    public INDArray parameter(String node, String key) {
        return parameters.get(node + "_" + key);
    }

    /** Parameters that a gradient moves, by {@code node_key}; the arrays are the network's own. */
    Map<String, INDArray> trained() {
        Map<String, INDArray> trained = new LinkedHashMap<>(parameters);
        trained.keySet().retainAll(gradients.keySet());
        return trained;
    }

    /** The gradient by each of these. */
    public Map<String, INDArray> gradients() {
        return gradients;
    }

    private INDArray dense(INDArray array) {
        return array.castTo(type).dup('c');
    }

    /** What some nodes give. */
    public INDArray[] infer(INDArray x, String... outputs) {
        return execution.infer(dense(x), List.of(outputs));
    }

    /** A pass forward and backward; returns the loss. */
    public double train(INDArray x, INDArray labels) {
        return train(x, labels, predictions -> {}).loss();
    }

    /** The same, with a look at the predictions between. */
    Score train(INDArray x, INDArray labels, Consumer<INDArray> between) {
        return execution.train(
                dense(x),
                dense(labels),
                Optional.of(seen -> between.accept(seen.values().iterator().next())));
    }
}

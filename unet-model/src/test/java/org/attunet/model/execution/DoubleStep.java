package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.graph.PlanGraph;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A step of training by ND4J's kernels in double, to which other kernels are held.
 *
 * @param graph with the parameters that the others are given too
 * @param data patches and labels
 */
public record DoubleStep(NetworkGraph graph, MultiDataSet data) {
    /** Of a network with random parameters. */
    public static DoubleStep of(NetworkSettings network) {
        int d = network.divisor();
        return new DoubleStep(
                AttentionUNet.training(
                        network, LossSettings.of(LossKind.DICE_CE), new NoOp(), 5, new Nd4jBackend(DataType.DOUBLE)),
                CentralDifferences.data(network.inputChannels(), network.classes(), 2 * d, d, 2 * d));
    }

    /** Runs the same step on other kernels, on arrays of a type, and returns its loss. */
    public <T> double plan(Kernels<T> kernels, ParameterStore<T> parameters, DataType type) {
        INDArray x = data.getFeatures(0);
        ExecutionPlan<T> plan = new ExecutionPlan<>(
                PlanGraph.of(graph.getConfiguration()), kernels, parameters, Shape.of(x.shape()), List.of());
        return plan.train(dense(x, type), dense(data.getLabels(0), type), Optional.empty())
                .loss();
    }

    private static INDArray dense(INDArray array, DataType type) {
        return array.castTo(type).dup('c');
    }

    /** The loss in double is that of the others. */
    public void requireLoss(double loss, double tolerance) {
        double expected =
                graph.differentiate(data.getFeatures(0), data.getLabels(0)).loss();
        assertThat(loss).isCloseTo(expected, within(tolerance));
    }

    /**
     * After {@link #requireLoss}: the gradients in double are those of the others.
     *
     * @param found the others' by a parameter's name
     * @param absolute largest difference, beside
     * @param relative of the largest number of a parameter's gradient
     */
    public void requireGradients(Function<String, INDArray> found, double absolute, double relative) {
        graph.gradient().gradientForVariable().forEach((name, expected) -> {
            if (!name.endsWith("_mean") && !name.endsWith("_var")) {
                INDArray own = found.apply(name).castTo(DataType.DOUBLE).reshape('c', expected.shape());
                double largest = expected.amaxNumber().doubleValue();
                assertThat(own.sub(expected).amaxNumber().doubleValue())
                        .as(name)
                        .isLessThan(absolute + relative * largest);
            }
        });
    }
}

package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.CentralDifferences;
import org.attunet.model.graph.PlanGraph;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.ParameterStore;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A step of training that DL4J executes vertex by vertex in double, to which plans are held.
 *
 * @param graph with the parameters that the plan is given too
 * @param data patches and labels
 */
public record VertexStep(ComputationGraph graph, MultiDataSet data) {
    /** Of a network with random parameters. */
    public static VertexStep of(NetworkSettings network) {
        int d = network.divisor();
        ComputationGraph graph = new ComputationGraph(AttentionUNet.trainingConfiguration(
                network, LossSettings.of(LossKind.DICE_CE), new NoOp(), 5, DataType.DOUBLE));
        graph.init();
        return new VertexStep(
                graph, CentralDifferences.data(network.inputChannels(), network.classes(), 2 * d, d, 2 * d));
    }

    /** Runs the same step as a plan, on arrays of a type, and returns its loss. */
    public <T> double plan(Kernels<T> kernels, ParameterStore<T> parameters, DataType type) {
        INDArray x = data.getFeatures(0);
        ExecutionPlan<T> plan = new ExecutionPlan<>(
                PlanGraph.of(graph.getConfiguration()).orElseThrow(),
                kernels,
                parameters,
                Shape.of(x.shape()),
                List.of());
        return plan.train(dense(x, type), dense(data.getLabels(0), type), Optional.empty())
                .loss();
    }

    private static INDArray dense(INDArray array, DataType type) {
        return array.castTo(type).dup('c');
    }

    /** The loss by DL4J is the plan's. */
    public void requireLoss(double loss, double tolerance) {
        graph.setInputs(data.getFeatures(0));
        graph.setLabels(data.getLabels(0));
        graph.computeGradientAndScore();
        assertThat(loss).isCloseTo(graph.score(), within(tolerance));
    }

    /**
     * After {@link #requireLoss}: the gradients by DL4J are the plan's.
     *
     * @param found the plan's by a parameter's name
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

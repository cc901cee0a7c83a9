package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.KernelSets;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;
import org.attunet.model.kernel.nd4j.ArrayParameters;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Whole networks in double: the gradient says how the loss changes along any direction. */
public class ExecutionPlanTest {
    private static final NetworkSettings SMALL = NetworkSettings.reference(1, 2, List.of(3, 2));
    private static final int DIRECTIONS = 3;

    /** So short that hardly a voxel crosses a ReLU's kink, so long that doubles still tell the losses apart. */
    private static final double STEP = 2e-8;

    public static Stream<NetworkSettings> networks() {
        return Stream.of(
                NetworkSettings.reference(2, 3, List.of(3, 4, 2)),
                NetworkSettings.reference(1, 2, List.of(2, 3, 2))
                        .withGate(Gate.CONV_MAPPING)
                        .withHead(Head.LINEAR),
                SMALL.withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0, true),
                SMALL.withBlocks(Norm.GROUP, Activation.RELU, 0, false),
                SMALL.withBlocks(Norm.NONE, Activation.LEAKY_RELU, 0, true),
                NetworkSettings.paper(1, 2, List.of(1, 2, 2, 2, 2)).withGate(Gate.CONV_MAPPING));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientIsTheLosssSlopeAlongAnyDirection(NetworkSettings settings) {
        SmallNetwork network = new SmallNetwork(
                KernelSets.nd4j(DataType.DOUBLE), NetworkPlans.training(settings, LossSettings.of(LossKind.DICE_CE)));
        // Biases of 0 put channels that carry nothing on the kink of a ReLU.
        network.trained()
                .values()
                .forEach(values ->
                        values.addi(Nd4j.randn(DataType.DOUBLE, values.shape()).muli(0.1)));
        int d = settings.divisor();
        MultiDataSet data = CentralDifferences.data(settings.inputChannels(), settings.classes(), 2 * d, d, 2 * d);
        for (int n = 0; n < DIRECTIONS; n++) {
            network.train(data.getFeatures(0), data.getLabels(0));
            Map<String, INDArray> direction = new HashMap<>();
            double slope = 0;
            for (Map.Entry<String, INDArray> gradient : network.gradients().entrySet()) {
                INDArray drawn = Nd4j.randn(DataType.DOUBLE, gradient.getValue().shape());
                direction.put(gradient.getKey(), drawn);
                slope += drawn.mul(gradient.getValue()).sumNumber().doubleValue();
            }
            double above = lossAt(STEP, direction, network, data);
            double below = lossAt(-STEP, direction, network, data);
            assertThat((above - below) / (2 * STEP)).isCloseTo(slope, within(1e-6 + 1e-4 * Math.abs(slope)));
        }
    }

    /** Else every pass would need memory of its own. */
    @ParameterizedTest
    @MethodSource("networks")
    void whatAPassTakesTheNextOneMayHave(NetworkSettings settings) {
        CountingPool pool = new CountingPool();
        KernelSet<INDArray> set = new KernelSet<>(new Nd4jKernels(pool), DataType.DOUBLE, ArrayParameters::new);
        int d = settings.divisor();
        MultiDataSet data = CentralDifferences.data(settings.inputChannels(), settings.classes(), 2 * d, d, 2 * d);

        SmallNetwork training = new SmallNetwork(set, NetworkPlans.training(settings, LossSettings.of(LossKind.DICE)));
        training.train(data.getFeatures(0), data.getLabels(0));
        int kept = pool.taken;
        training.train(data.getFeatures(0), data.getLabels(0));
        assertThat(pool.taken).isEqualTo(kept);
        assertThat(kept).as("image and labels").isLessThanOrEqualTo(2);

        Plan plan = NetworkPlans.inference(settings);
        SmallNetwork inference = new SmallNetwork(set, plan);
        String logits = plan.nodes().get(plan.nodes().size() - 1).name();
        inference.infer(data.getFeatures(0), logits);
        int between = pool.taken;
        inference.infer(data.getFeatures(0), logits);
        assertThat(pool.taken).isEqualTo(between);
        assertThat(between - kept).as("the image").isLessThanOrEqualTo(1);
    }

    /** Counts what was taken and not given back. */
    private static final class CountingPool implements TensorPool<INDArray> {
        private final ArrayPool arrays = new ArrayPool(DataType.DOUBLE);
        private int taken;

        @Override
        public INDArray take(Shape shape) {
            taken++;
            return arrays.take(shape);
        }

        @Override
        public void give(INDArray tensor) {
            taken--;
            arrays.give(tensor);
        }

        @Override
        public void clear() {
            arrays.clear();
        }
    }

    private static double lossAt(
            double step, Map<String, INDArray> direction, SmallNetwork network, MultiDataSet data) {
        network.trained()
                .forEach((name, values) -> values.addi(direction.get(name).mul(step)));
        double loss = network.train(data.getFeatures(0), data.getLabels(0));
        network.trained()
                .forEach((name, values) -> values.subi(direction.get(name).mul(step)));
        return loss;
    }
}

package org.attunet.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.Nd4jBackend;
import org.attunet.model.engine.OneDnnBackend;
import org.attunet.model.execution.OwnLoss;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The cross entropy written by a stranger is the network's own. */
class OwnLossTest {
    private static final NetworkSettings NETWORK = NetworkSettings.reference(1, 2, List.of(4, 6, 8, 10));
    private static final LossSettings CROSS_ENTROPY = new LossSettings(LossKind.DICE_CE, 0, 1, List.of());

    private final INDArray image = random(2, 1, 16, 16, 16);
    private final INDArray labels = random(2, 1, 16, 16, 16).gt(0.5).castTo(DataType.FLOAT);

    private static INDArray random(long... shape) {
        Nd4j.getRandom().setSeed(11);
        return Nd4j.rand(DataType.FLOAT, shape);
    }

    static Stream<Backend> backends() {
        return Stream.of(new OneDnnBackend(), new Nd4jBackend(DataType.FLOAT), new Nd4jBackend(DataType.DOUBLE));
    }

    private static NetworkGraph network(LossSettings loss, Backend backend) {
        return AttentionUNet.training(NETWORK, loss, new NoOp(), 3, backend);
    }

    /** Σ_k weight_k · mean(−log p of the label's class), of three predictions of two classes. */
    private static double crossEntropy(INDArray predictions, INDArray labels, INDArray gradient) {
        double loss = 0;
        double voxels = labels.length();
        List<Double> weights = LossSettings.supervisionWeights((int) predictions.size(1) / 2);
        for (int k = 0; k < weights.size(); k++) {
            INDArray logit = channel(predictions, 2 * k + 1).sub(channel(predictions, 2 * k));
            INDArray probability = Transforms.sigmoid(logit);
            INDArray y = channel(labels, 0);
            INDArray ofLabel = probability.mul(y).add(probability.rsub(1).mul(y.rsub(1)));
            loss -= weights.get(k)
                    / voxels
                    * Transforms.log(ofLabel).sumNumber().doubleValue();
            INDArray derivative = probability.sub(y).mul(weights.get(k) / voxels);
            channel(gradient, 2 * k + 1).assign(derivative);
            channel(gradient, 2 * k).assign(derivative.neg());
        }
        return loss;
    }

    private static INDArray channel(INDArray array, int c) {
        return array.tensorAlongDimension(c, 0, 2, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void itsValueAndGradientAreThoseOfTheNetworksOwn(Backend backend) {
        NetworkGraph expected = network(CROSS_ENTROPY, backend);
        NetworkGraph found = network(LossSettings.of(LossKind.DICE), backend);
        found.setLoss(OwnLossTest::crossEntropy);

        double loss = expected.differentiate(image, labels).loss();

        // ND4J adds 8192 floats one after the other, 2e-5 of their sum of rounding; doubles say that it is no more.
        double rounding = backend.type() == DataType.DOUBLE ? 1e-9 : 1e-4;
        assertThat(found.differentiate(image, labels).loss()).isCloseTo(loss, within(rounding));
        expected.gradients().forEach((name, values) -> {
            double largest = Math.max(1e-3, values.amaxNumber().doubleValue());
            assertThat(found.gradients().get(name).sub(values).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-3 * largest);
        });
    }

    @Test
    void whatWasFoundOfTheLabelsIsCountedAllTheSame() {
        NetworkGraph network = network(LossSettings.of(LossKind.DICE), new OneDnnBackend());
        var before = network.differentiate(image, labels).foreground();

        network.setLoss((predictions, given, gradient) -> 42);

        assertThat(network.differentiate(image, labels).loss()).isEqualTo(42);
        assertThat(network.differentiate(image, labels).foreground()).isEqualTo(before);
        assertThat(network.gradients().values())
                .allSatisfy(
                        values -> assertThat(values.amaxNumber().doubleValue()).isZero());
    }

    @Test
    void anotherSizeOfPatchIsTrainedByItToo() {
        NetworkGraph network = network(LossSettings.of(LossKind.DICE), new OneDnnBackend());
        OwnLoss constant = (predictions, given, gradient) -> predictions.size(2);
        network.setLoss(constant);

        assertThat(network.differentiate(image, labels).loss()).isEqualTo(16);
        assertThat(network.differentiate(random(1, 1, 8, 8, 8), Nd4j.zeros(1, 1, 8, 8, 8))
                        .loss())
                .isEqualTo(8);
    }
}

package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.attunet.model.SettingsException;
import org.attunet.model.graph.Goldens;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.ArrayPool;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.onednn.Kept;
import org.attunet.model.kernel.onednn.OneDnnKernels;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against MONAI 1.5.0: {@code DiceLoss(to_onehot_y=True, softmax=True)} and {@code DiceCELoss} with the same arguments. */
class LossOperatorTest {
    private static JsonNode losses() throws IOException {
        try (FileSystem zip = Goldens.open("ops")) {
            return new ObjectMapper()
                    .readTree(Files.readString(zip.getPath("manifest.json")))
                    .path("losses");
        }
    }

    /** Loss and gradient of stacked predictions by one set of kernels. */
    private static <T> double evaluate(Kernels<T> kernels, LossPlan plan, INDArray z, INDArray y, INDArray gradient) {
        TensorRef<T> in = new TensorRef<>(Shape.of(z.shape()), kernels.pool(), true);
        in.set(kernels.pool().take(in.shape()));
        kernels.fromArray(z, in.data());
        LossOperator<T> loss = new LossOperator<>(kernels, plan, in);
        T labels = kernels.pool().take(Shape.of(y.shape()));
        kernels.fromArray(y, labels);
        loss.setLabels(labels);
        loss.forward();
        loss.backward();
        kernels.toArray(in.gradient(), gradient);
        return loss.score().loss();
    }

    private static Kernels<INDArray> nd4j(DataType type) {
        return new Nd4jKernels(new ArrayPool(type));
    }

    /** By the kernels of the host for floats, by ND4J's for doubles. */
    private static double evaluate(LossSettings settings, INDArray z, INDArray y, int classes, INDArray gradient) {
        LossPlan plan = LossPlan.of(settings, classes, (int) z.size(1) / classes);
        if (z.dataType() == DataType.DOUBLE) {
            return evaluate(nd4j(DataType.DOUBLE), plan, z, y, gradient);
        }
        try (OneDnnKernels kernels = new OneDnnKernels(Kept.FLOAT)) {
            return evaluate(kernels, plan, z, y, gradient);
        }
    }

    private static double largest(INDArray difference) {
        return difference.amaxNumber().doubleValue();
    }

    @ParameterizedTest
    @CsvSource({"DICE, dice, FLOAT", "DICE_CE, dicece, FLOAT", "DICE, dice, DOUBLE", "DICE_CE, dicece, DOUBLE"})
    void lossAndGradientAreMonais(LossKind kind, String name, DataType type) throws IOException {
        INDArray logits = Goldens.operation("loss_logits", type);
        INDArray labels = Goldens.operation("loss_labels", type);
        INDArray gradient = logits.ulike();
        double loss = evaluate(LossSettings.of(kind), logits, labels, 3, gradient);
        assertThat(loss)
                .isCloseTo(losses().path(name + "_include_background_True").asDouble(), within(1e-6));
        assertThat(largest(gradient.sub(Goldens.operation(name + "_grad_logits", type))))
                .isLessThan(1e-7);
    }

    /** Per sample and class, then the mean: a class that is absent counts as almost 1. */
    @Test
    void diceIsTakenPerSampleAndClass() throws IOException {
        JsonNode items = losses().path("dice_per_item");
        for (int sample = 0; sample < 2; sample++) {
            INDArray logits = sample(Goldens.operation("loss_logits", DataType.FLOAT), sample);
            INDArray labels = sample(Goldens.operation("loss_labels", DataType.FLOAT), sample);
            double mean = 0;
            for (JsonNode item : items.path(sample)) {
                mean += item.asDouble() / 3;
            }
            assertThat(evaluate(LossSettings.of(LossKind.DICE), logits, labels, 3, logits.ulike()))
                    .isCloseTo(mean, within(1e-6));
        }
    }

    private static INDArray sample(INDArray batch, int n) {
        return batch.slice(n)
                .reshape(1, batch.size(1), batch.size(2), batch.size(3), batch.size(4))
                .dup('c');
    }

    @ParameterizedTest
    @EnumSource(LossKind.class)
    void bothSetsOfKernelsAgree(LossKind kind) {
        for (int classes : new int[] {2, 4}) {
            LossPlan plan = LossPlan.of(
                    new LossSettings(kind, 0.6, 1.7, List.of(1.0, 2.0, 0.5, 3.0).subList(0, classes)), classes, 3);
            Nd4j.getRandom().setSeed(2);
            INDArray logits =
                    Nd4j.randn(DataType.FLOAT, 2, 3L * classes, 15, 14, 13).muli(3);
            INDArray labels = Nd4j.rand(DataType.FLOAT, 2, 1, 15, 14, 13).muli(classes);
            labels = org.nd4j.linalg.ops.transforms.Transforms.floor(labels);
            INDArray direct = logits.ulike();
            INDArray general = logits.ulike();
            try (OneDnnKernels kernels = new OneDnnKernels(Kept.FLOAT)) {
                double loss = evaluate(kernels, plan, logits, labels, direct);
                assertThat(loss).isCloseTo(evaluate(nd4j(DataType.FLOAT), plan, logits, labels, general), within(1e-5));
            }
            assertThat(largest(direct.sub(general))).isLessThan(1e-6);
        }
    }

    @Test
    void certainAndRightIsAlmostZero() {
        INDArray labels = Goldens.operation("loss_labels", DataType.FLOAT);
        INDArray logits = Nd4j.create(DataType.FLOAT, 2, 3, 4, 5, 6);
        for (int c = 0; c < 3; c++) {
            logits.tensorAlongDimension(c, 2, 3, 4)
                    .assign(labels.slice(0).slice(0).eq(c).castTo(DataType.FLOAT));
            logits.tensorAlongDimension(c + 3, 2, 3, 4)
                    .assign(labels.slice(1).slice(0).eq(c).castTo(DataType.FLOAT));
        }
        assertThat(evaluate(LossSettings.of(LossKind.DICE_CE), logits.muli(50), labels, 3, logits.ulike()))
                .isBetween(0.0, 1e-5);
    }

    @Test
    void threePredictionsWeighFourTwoOneSevenths() {
        assertThat(LossSettings.supervisionWeights(3)).containsExactly(4 / 7.0, 2 / 7.0, 1 / 7.0);
        assertThat(LossSettings.supervisionWeights(2)).containsExactly(2 / 3.0, 1 / 3.0);
        assertThat(LossSettings.supervisionWeights(1)).containsExactly(1.0);
    }

    /**
     * PyTorch 2.13, float64, logits z [2, 2, 4], labels y, w = [0.5, 2]: {@code 0.6 * (d * w / w.sum()).sum(1).mean() + 1.7 *
     * F.cross_entropy(z, y, weight=w, reduction='none').mean()}, d being one minus the smoothed Dice of each sample and class; and
     * {@code z.grad[0, 1]}.
     */
    @Test
    void classesAreWeightedInBothParts() {
        INDArray logits = Nd4j.createFromArray(0.5, -1, 2, 0.25, 1.5, 0, -0.5, 0.75, 1, 1, -2, 0, 0, 3, 0.5, -1)
                .castTo(DataType.FLOAT)
                .reshape(2, 2, 4, 1, 1);
        INDArray labels = Nd4j.createFromArray(1, 0, 0, 1, 0, 1, 1, 1)
                .castTo(DataType.FLOAT)
                .reshape(2, 1, 4, 1, 1);
        INDArray gradient = logits.ulike();
        LossSettings settings = new LossSettings(LossKind.DICE_CE, 0.6, 1.7, List.of(0.5, 2.0));
        assertThat(evaluate(settings, logits, labels, 2, gradient)).isCloseTo(1.3486476116475306, within(1e-6));
        assertThat(gradient.slice(0).slice(1).reshape(4).toDoubleVector())
                .containsExactly(
                        new double[] {-0.1315133986313604, 0.08929004951982238, 0.0122013891161728, -0.1810292633746799
                        },
                        within(1e-6));
    }

    @Test
    void weightsThatAreNegativeOrAllZeroAreRefused() {
        Assertions.assertThatThrownBy(() -> new LossSettings(LossKind.DICE, 0, 0, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("dice-weight 0.0");
        Assertions.assertThatThrownBy(() -> new LossSettings(LossKind.DICE, 1, 1, List.of(1.0, -2.0)))
                .hasMessageContaining("class-weights");
        Assertions.assertThatThrownBy(() -> new LossSettings(LossKind.DICE, 1, 1, List.of(0.0, 0.0)))
                .hasMessageContaining("nor all 0");
        Assertions.assertThatThrownBy(() -> new LossSettings(LossKind.DICE, 0, 1, List.of()))
                .hasMessageContaining("dice-ce");
    }
}

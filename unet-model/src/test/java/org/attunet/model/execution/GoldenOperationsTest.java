package org.attunet.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.model.graph.Goldens;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.KernelSets;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.TrainingStore;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.attunet.model.network.ParameterSpec;
import org.attunet.model.network.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Operators on every set of kernels against PyTorch 2's {@code conv3d}, {@code batch_norm}, {@code max_pool3d} and {@code interpolate}
 * and the original's {@code AtentionBlock}, computed in float64.
 */
class GoldenOperationsTest {
    static Stream<KernelSet<?>> sets() {
        return KernelSets.all();
    }

    /** Values reach 30, so 1e-5 is a few units in a float's last place. */
    private static void same(INDArray found, INDArray expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThanOrEqualTo(1e-5);
    }

    private static INDArray golden(String name, KernelSet<?> set) {
        return Goldens.operation(name, set.type());
    }

    private static Plan.Node unit(Operation operation) {
        return new Plan.Node("unit", operation, List.of("input"));
    }

    private static Operation block(int out, int kernel, Norm norm) {
        return new Operation.ConvBlock(3, out, kernel, norm, Activation.IDENTITY);
    }

    private static INDArray run(KernelSet<?> set, Operation operation, String input) {
        return new SmallNetwork(set, SmallNetwork.plan(unit(operation))).infer(golden(input, set), "unit")[0];
    }

    @ParameterizedTest
    @MethodSource("sets")
    void convolution(KernelSet<?> set) {
        SmallNetwork network = new SmallNetwork(set, SmallNetwork.plan(unit(block(4, 3, Norm.NONE))));
        network.parameter("unit", "W").assign(golden("k3", set));
        network.parameter("unit", "b").assign(golden("b3", set));
        same(network.infer(golden("x", set), "unit")[0], golden("conv3", set));
    }

    /** A unit whose convolution changes nothing, with the batch norm's parameters, and a loss behind it. */
    private static SmallNetwork batchNorm(KernelSet<?> set) {
        SmallNetwork network = normalising(set, Norm.BATCH);
        network.parameter("unit", "gamma").assign(golden("bn_gamma", set));
        network.parameter("unit", "beta").assign(golden("bn_beta", set));
        network.parameter("unit", "mean").assign(golden("bn_mean", set));
        network.parameter("unit", "var").assign(golden("bn_var", set));
        return network;
    }

    private static SmallNetwork normalising(KernelSet<?> set, Norm norm) {
        LossPlan loss = LossPlan.of(LossSettings.of(LossKind.DICE), 3, 1);
        SmallNetwork network = new SmallNetwork(
                set,
                SmallNetwork.plan(
                        unit(block(3, 1, norm)), new Plan.Node("loss", new Operation.Loss(loss), List.of("unit"))));
        INDArray identity = Nd4j.eye(3).castTo(set.type()).reshape(3, 3, 1, 1, 1);
        network.parameter("unit", "W").assign(identity);
        return network;
    }

    /** In evaluation as in training; its shift is 0 here. */
    @ParameterizedTest
    @MethodSource("sets")
    void instanceNormTakesTheImagesOwnStatistics(KernelSet<?> set) {
        SmallNetwork network = normalising(set, Norm.INSTANCE);
        INDArray x = golden("x", set);
        INDArray evaluated = network.infer(x, "unit")[0];
        INDArray means = evaluated.mean(2, 3, 4);
        same(means, Nd4j.zerosLike(means));
        INDArray labels = Nd4j.zeros(set.type(), x.size(0), 1, x.size(2), x.size(3), x.size(4));
        network.train(x, labels, predictions -> same(predictions, evaluated));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void batchNormInEvaluationTakesTheRunningStatistics(KernelSet<?> set) {
        same(batchNorm(set).infer(golden("x", set), "unit")[0], golden("bn_eval", set));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void batchNormInTrainingTakesTheBatchsAndMovesTheRunningOnes(KernelSet<?> set) {
        SmallNetwork network = batchNorm(set);
        INDArray x = golden("x", set);
        INDArray labels = Nd4j.zeros(set.type(), x.size(0), 1, x.size(2), x.size(3), x.size(4));
        network.train(x, labels, predictions -> same(predictions, golden("bn_train", set)));
        same(network.parameter("unit", "mean"), golden("bn_mean_after", set));
        same(network.parameter("unit", "var"), golden("bn_var_after", set));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void maxPool(KernelSet<?> set) {
        same(run(set, new Operation.MaxPool(), "xe"), golden("maxpool2", set));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void maxPoolDropsAnOddLastPlane(KernelSet<?> set) {
        same(run(set, new Operation.MaxPool(), "xo"), golden("maxpool2_odd", set));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void upsamplingIsTrilinearWithoutAlignedCorners(KernelSet<?> set) {
        same(run(set, new Operation.UpsampleConcat(false, List.of(2)), "x"), golden("upsample2", set));
        same(run(set, new Operation.UpsampleConcat(false, List.of(4)), "x"), golden("upsample4", set));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void additiveGateAndItsProduct(KernelSet<?> set) {
        gate(set, Gate.ADDITIVE, "gate_add_");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void mappingGateAndItsProduct(KernelSet<?> set) {
        gate(set, Gate.CONV_MAPPING, "gate_cm_");
    }

    private static <T> void gate(KernelSet<T> set, Gate kind, String files) {
        Operation.AttentionGate operation = new Operation.AttentionGate(4, 6, 1, kind);
        TrainingStore<T> store = store(set, operation, files);
        TensorRef<T> x = KernelSets.ref(set, golden("gate_x", set));
        TensorRef<T> g = KernelSets.ref(set, golden("gate_g", set));
        TensorRef<T> alpha = KernelSets.ref(set, x.shape().withChannels(1));
        new AttentionGate<>(set.kernels(), operation, name -> store.get("gate", name), x, g, alpha).forward();
        same(set.get(alpha.data(), alpha.shape()), golden(files + "alpha", set));

        TensorRef<T> product = KernelSets.ref(set, x.shape());
        new UpsampleConcat<>(set.kernels(), List.of(x), List.of(1), alpha, product).forward();
        same(set.get(product.data(), product.shape()), golden(files + "out", set));
    }

    /** The stored parameters, in one vector. */
    private static <T> TrainingStore<T> store(KernelSet<T> set, Operation operation, String files) {
        List<ParameterSpec> specs = operation.parameters("gate");
        INDArray values = Nd4j.zeros(
                set.type(), 1, specs.stream().mapToLong(ParameterSpec::length).sum());
        Map<String, INDArray> views = new HashMap<>();
        long from = 0;
        for (ParameterSpec spec : specs) {
            INDArray view = values.reshape(values.length())
                    .get(NDArrayIndex.interval(from, from + spec.length()))
                    .reshape('c', spec.shape());
            views.put("gate_" + spec.key(), view);
            view.assign(golden(files + spec.key().replace("Wx", "W_x").replace("Wg", "W_g"), set));
            from += spec.length();
        }
        return set.stores().apply(new NetworkArrays(values, () -> null, () -> null, views));
    }
}

package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.model.execution.ExecutionPlanTest;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.updater.TorchAdam;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Without a GPU: what every variant of the network asks of one is what there is, and stays within its memory. */
class LaunchesTest {
    private static void train(NetworkSettings network, Driver driver) {
        NetworkGraph graph = AttentionUNet.training(
                network, LossSettings.of(LossKind.DICE_CE), new TorchAdam(1e-3), 5, new EmulatedBackend(driver));
        long d = network.divisor();
        INDArray patches = Nd4j.rand(DataType.FLOAT, 1, network.inputChannels(), 2 * d, d, 2 * d);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 1, 1, 2 * d, d, 2 * d);
        graph.differentiate(patches, labels);
        graph.gradientVector().norm();
        graph.gradientVector().scale(0.5);
        graph.gradientVector().multiply(graph.parameterVector());
        graph.gradientVector().addProduct(graph.parameterVector(), graph.parameterVector());
        graph.parameterVector().copy().approach(0.1, graph.parameterVector());
        graph.step(1e-3);
        NetworkGraph inference = AttentionUNet.inference(network, new EmulatedBackend(driver));
        AttentionUNet.copyParameters(graph, inference);
        inference.infer(patches);
    }

    @Test
    void everyVariantAsksForKernelsThatThereAreWithTheirParameters() {
        Set<String> launched = new TreeSet<>();
        for (Precision precision : Precision.values()) {
            SilentDriver driver = new SilentDriver(precision);
            ExecutionPlanTest.networks().forEach(network -> train(network, driver));
            train(
                    NetworkSettings.reference(1, 2, List.of(8, 16, 16))
                            .withBlocks(Norm.BATCH, Activation.RELU, 0.5, false),
                    driver);
            launched.addAll(driver.launched);
        }
        assertThat(launched)
                .as("and no kernel is written for nobody")
                .containsExactlyElementsOf(SilentDriver.kernels());
    }

    @Test
    void aLaunchThatDoesNotFitItsKernelIsRefused() {
        SilentDriver driver = new SilentDriver(Precision.FLOAT);
        assertThatThrownBy(() -> driver.launch(new Launch("scaleVector", 1, 1, 32, 0, List.of(0L, 3L, 1.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scaleVector takes [ADDRESS, LONG, FLOAT]");
        assertThatThrownBy(() -> driver.launch(new Launch("scaleVectors", 1, 1, 32, 0, List.of())))
                .hasMessageContaining("there is no kernel scaleVectors");
    }
}

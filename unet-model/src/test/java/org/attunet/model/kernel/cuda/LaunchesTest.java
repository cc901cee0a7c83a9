package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.model.execution.ExecutionPlanTest;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;
import org.attunet.model.kernel.WindowedImage;
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
        for (int n = 0; n < 3; n++) {
            graph.differentiate(patches, labels);
        }
        if (network.inputChannels() == 1) {
            graph.differentiate(PatchOrders.every(new Shape(1, 1, 2 * (int) d, (int) d, 2 * (int) d)));
        }
        graph.gradientVector().clip(1);
        graph.gradientVector().scale(0.5);
        graph.gradientVector().multiply(graph.parameterVector());
        graph.gradientVector().addProduct(graph.parameterVector(), graph.parameterVector());
        graph.parameterVector().copy().approach(0.1, graph.parameterVector());
        graph.step(1e-3);
        NetworkGraph inference = AttentionUNet.inference(network, new EmulatedBackend(driver));
        AttentionUNet.copyParameters(graph, inference);
        inference.infer(patches);
        if (network.inputChannels() == 1) {
            segment(inference, new Shape(2, 1, 2 * (int) d, (int) d, 2 * (int) d));
        }
    }

    private static void segment(NetworkGraph inference, Shape windows) {
        Shape size = new Shape(1, 1, 3 * windows.x(), windows.y() + 1, windows.z());
        WindowedImage image =
                new WindowedImage(size, windows, new float[windows.voxels()], 10, () -> new float[size.voxels()]);
        for (List<Integer> looks : List.of(List.of(0), List.of(0, 5))) {
            try (ImageInference looking = inference.begin(image, looks).orElseThrow()) {
                looking.show(List.of(new WindowPlace(0, 0, 0), new WindowPlace(windows.x(), 1, 0)));
                looking.show(List.of(new WindowPlace(2 * windows.x(), 1, 0)));
                assertThat(looking.largest()).hasSize(size.voxels());
                TargetGrid.Axis axis = new TargetGrid.Axis(1, new int[3], new float[3]);
                TargetGrid grid = new TargetGrid(
                        List.of(
                                axis,
                                new TargetGrid.Axis(0, new int[4], new float[4]),
                                new TargetGrid.Axis(2, new int[2], new float[2])),
                        new WindowPlace(0, 0, 0));
                assertThat(looking.largest(grid)).hasSize(3 * 4 * 2);
                assertThat(looking.logits()).hasDimensions(looking.classes(), size.voxels());
            }
        }
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
            assertThat(driver.plays).as("steps that were recorded").isGreaterThan(driver.recordings);
            launched.addAll(driver.launched);
        }
        assertThat(launched)
                .as("and no kernel is written for nobody")
                .containsExactlyElementsOf(SilentDriver.kernels());
    }

    @Test
    void anImageThatDoesNotFitBesideTheNetworkIsLeftToTheHost() {
        SilentDriver driver = new SilentDriver(Precision.FLOAT);
        NetworkGraph graph =
                AttentionUNet.inference(NetworkSettings.reference(1, 2, List.of(3, 4, 8)), new EmulatedBackend(driver));
        Shape size = new Shape(1, 1, 64, 64, 64);
        WindowedImage image =
                new WindowedImage(size, new Shape(1, 1, 8, 8, 8), new float[512], 10, () -> new float[size.voxels()]);
        // Image, two classes and weights of 1 MB each, a label of a byte: 4.25 MB; a network that has not run yet may
        // ask for 1 GB more.
        driver.available = 1L << 30;
        assertThat(graph.begin(image, List.of(0))).isEmpty();
        driver.available = 2L << 30;
        try (ImageInference looking = graph.begin(image, List.of(0)).orElseThrow()) {
            looking.show(List.of(new WindowPlace(0, 0, 0)));
        }
        driver.available = 17L << 18;
        assertThat(graph.begin(image, List.of(0))).isEmpty();
        driver.available = (17L << 18) + 3 * 512 * Float.BYTES;
        graph.begin(image, List.of(0)).orElseThrow().close();
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

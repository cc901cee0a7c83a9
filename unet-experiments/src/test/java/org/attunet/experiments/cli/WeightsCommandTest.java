package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.Weights;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.updater.TorchAdam;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;
import org.attunet.model.weights.WeightFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {
    private static final String WIDTHS = "network.widths=[2, 3, 4, 5]";
    private static final String WEIGHT = "weights/encoder1.conv1.weight.npy";

    @TempDir
    private Path folder;

    private Path npy;

    @BeforeEach
    void writeWeights() {
        npy = folder.resolve("npy");
        Experiment experiment = Experiments.load("baseline", Optional.of(Scale.FULL), List.of(WIDTHS));
        NetworkGraph graph = AttentionUNet.training(
                experiment.network(), experiment.loss(), new TorchAdam(1), 5, BackendChoice.AUTO.resolve());
        Map<String, Tensor> weights = new LinkedHashMap<>();
        graph.parameters().forEach((name, values) -> weights.put(name, Tensor.of(values)));
        WeightFolder.write(weights, experiment.network(), Optional.empty(), npy);
    }

    @Test
    void weightsComeBackAsTheyWere() throws IOException {
        Run imported = Run.of("weights", "import", "--in", npy.toString(), "--out", path("model.zip"));
        assertThat(imported.code()).isZero();
        assertThat(imported.results()).contains("tensors carried over", "model.zip");
        Run exported = Run.of("weights", "export", "--model", path("model.zip"), "--out", path("back"));
        assertThat(exported.code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("back").resolve(WEIGHT)))
                .isEqualTo(Files.readAllBytes(npy.resolve(WEIGHT)));
        Model model = ModelFile.read(folder.resolve("model.zip"));
        assertThat(model.classes()).containsExactly("background", "pancreas");
        assertThat(Weights.read(npy, Optional.empty(), Experiments.load("baseline", Optional.of(Scale.FULL), List.of()))
                        .model()
                        .network())
                .isEqualTo(model.network());
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedTensorByTensor() {
        Run run = Run.of(
                "weights",
                "import",
                "--in",
                npy.toString(),
                "--out",
                path("model.zip"),
                "--experiment",
                "conv-mapping",
                "--set",
                WIDTHS);
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("missing", "gate1").hasLineCount(1);
        assertThat(folder.resolve("model.zip")).doesNotExist();
    }

    @Test
    void weightsThatAreNoNumbersAreRefusedByName() {
        Tensor tensor = NpyFile.read(npy.resolve(WEIGHT));
        tensor.values()[3] = Float.NaN;
        NpyFile.write(tensor, npy.resolve(WEIGHT));
        Run run = Run.of("weights", "import", "--in", npy.toString(), "--out", path("model.zip"));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("encoder1.conv1.weight").hasLineCount(1);
    }

    @Test
    void aFolderWithoutInputCannotBeVerified() {
        Run run = Run.of("weights", "verify", "--in", npy.toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("input.npy").hasLineCount(1);
    }

    @Test
    void oneOfTheThreeHasToBeNamed() {
        assertThat(Run.of("weights").code()).isEqualTo(2);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}

package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.model.engine.BackendChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a folder which does not hold is reported; {@link GoldenNetworkTest} shows that the network's own does. */
class VerificationTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void copy() {
        folder = GoldenNetworks.unpack("three-levels", parent);
    }

    /** Adds to one number of a file, in units of the file's largest. */
    private void disturb(String file, double share) {
        Tensor tensor = NpyFile.read(folder.resolve(file));
        float largest = 0;
        for (float value : tensor.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        tensor.values()[tensor.values().length / 2] += (float) (share * largest);
        NpyFile.write(tensor, folder.resolve(file));
    }

    private List<String> beyond() {
        return Verification.run(folder, BackendChoice.AUTO.resolve()).differences().stream()
                .filter(d -> !d.holds())
                .map(Difference::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "eval_output.npy, 1e-3",
        "alpha_gate2_eval.npy, 1e-3",
        "train_output.npy, 1e-3",
        "grads_dicece/encoder2.conv1.weight.npy, 4e-3",
        "grads_dicece/gate1.W_x.weight.npy, -4e-3",
        "grads_dicece/ds2.conv.bias.npy, 0.5",
        "after_3_adam/encoder1.bn1.running_var.npy, 1e-3",
        "after_3_adam/decoder1.conv2.weight.npy, 1e-3",
        "after_3_adam/encoder1.conv1.bias.npy, 1e-1",
        "eval_output_after_3_adam.npy, 1e-1",
        "eval_output.npy, NaN",
        "grads_dicece/gate1.psi.weight.npy, Infinity"
    })
    void oneNumberThatIsOffIsNamed(String file, double share) {
        disturb(file, share);
        assertThat(beyond()).containsExactly(file);
    }

    @Test
    void aWeightThatIsOffChangesWhatComesOut() {
        disturb("weights/encoder1.conv1.weight.npy", 0.1);
        assertThat(beyond()).contains("eval_output.npy", "dicece_deep_supervision_n2");
    }

    @Test
    void lossesOfTheManifestCountToo() throws IOException {
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("\"dice_deep_supervision_n2\": 0\\.", "$01"));
        assertThat(beyond()).containsExactly("dice_deep_supervision_n2");
    }

    @Test
    void whatTheNetworkHasNotIsListed() throws IOException {
        Files.copy(folder.resolve("eval_output.npy"), folder.resolve("alpha_gate7_eval.npy"));
        Verification verification = Verification.run(folder, BackendChoice.AUTO.resolve());
        assertThat(verification.passedOver()).containsExactly("alpha_gate7_eval.npy");
        assertThat(verification.holds()).isTrue();
    }

    @Test
    void anInputThatDoesNotDivideIsRefusedWithSizesThatDo() {
        NpyFile.write(new Tensor(new long[] {1, 1, 8, 6, 12}, new float[576]), folder.resolve("input.npy"));
        assertThatThrownBy(() -> Verification.run(folder, BackendChoice.AUTO.resolve()))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("input.npy")
                .hasMessageContaining("does not divide by 4")
                .hasMessageContaining("8×8×12");
    }

    @Test
    void inputAndLabelsOfAnotherShapeAreRefused() {
        NpyFile.write(new Tensor(new long[] {1, 1, 8, 8, 8}, new float[512]), folder.resolve("labels.npy"));
        assertThatThrownBy(() -> Verification.run(folder, BackendChoice.AUTO.resolve()))
                .hasMessage("labels.npy: expected the shape [3, 1, 8, 8, 12], found [1, 1, 8, 8, 8]");
        NpyFile.write(new Tensor(new long[] {1, 2, 8, 8, 8}, new float[1024]), folder.resolve("input.npy"));
        assertThatThrownBy(() -> Verification.run(folder, BackendChoice.AUTO.resolve()))
                .hasMessage("input.npy: expected the shape [N, 1, X, Y, Z], found [1, 2, 8, 8, 8]");
    }

    @Test
    void aFolderOfWeightsAloneHasNothingToCompare() throws IOException {
        Files.delete(folder.resolve("labels.npy"));
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().matches(".*(output|alpha).*"))
                    .forEach(file -> file.toFile().delete());
        }
        assertThatThrownBy(() -> Verification.run(folder, BackendChoice.AUTO.resolve()))
                .hasMessageContaining("nothing to compare");
    }
}

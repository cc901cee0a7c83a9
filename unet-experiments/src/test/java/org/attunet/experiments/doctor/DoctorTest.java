package org.attunet.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.doctor.Check.State;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    @Test
    void everythingThatDecidesHowFastItRunsIsNamed() {
        List<Check> checks = Doctor.examine(BackendChoice.AUTO);
        assertThat(checks)
                .extracting(Check::name)
                .contains(
                        "attention-unet",
                        "Java",
                        "system",
                        "memory",
                        "heap",
                        "off-heap",
                        "ND4J backend",
                        "BLAS",
                        "oneDNN",
                        "engine",
                        "CUDA");
        assertThat(checks).noneMatch(check -> check.value().isBlank());
        assertThat(value(checks, "ND4J backend")).contains("1.0.0-M2.1");
        assertThat(value(checks, "oneDNN")).isEqualTo("in use");
        assertThat(value(checks, "engine")).startsWith("oneDNN 2.");
    }

    @ParameterizedTest
    @CsvSource({"3.5, BAD", "3.7, GOOD", "8.0, GOOD", "8.6, GOOD", "8.9, GOOD", "9.0, BAD", "12.0, BAD"})
    void theCudaBuildRunsOnGpusItHoldsCodeFor(String capability, State state) {
        Check check = Nd4jCudaChecks.gpu("NVIDIA X, 550.54, 81559 MiB, " + capability);
        assertThat(check.state()).isEqualTo(state);
        assertThat(check.value()).isEqualTo("NVIDIA X, 550.54, 81559 MiB, compute capability " + capability);
    }

    @Test
    void aGpuThatCannotBeUsedIsBadForWhoAskedForItAlone() {
        Check asked = CudaChecks.lack(DeviceChoice.of("cuda:1"), "there is no NVIDIA driver here");
        assertThat(asked.state()).isEqualTo(State.BAD);
        assertThat(asked.remedy()).isEqualTo("there is no NVIDIA driver here");
        Check other = CudaChecks.lack(DeviceChoice.AUTO, "there is no NVIDIA driver here");
        assertThat(other.state()).isEqualTo(State.WARNING);
        assertThat(other.value()).contains("so the CPU is");
    }

    @Test
    void aMissingLibraryIsBadAndSaysWhatToDo() {
        Check cuda = Nd4jCudaChecks.library("libcudnn.so.8", Optional.empty());
        assertThat(cuda.state()).isEqualTo(State.BAD);
        assertThat(cuda.remedy()).contains("cuDNN 8", "LD_LIBRARY_PATH");
        assertThat(Nd4jCudaChecks.library("x", Optional.of(Path.of("/lib/x"))).value())
                .isEqualTo("/lib/x");
    }

    @Test
    void withoutOneDnnTheRemedyNamesTheClassifier() {
        assertThat(BackendChecks.oneDnn(false).remedy()).contains("-onednn");
    }

    private static String value(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}

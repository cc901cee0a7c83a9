package org.attunet.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.doctor.Check.State;
import org.attunet.experiments.experiment.Device;
import org.attunet.model.engine.BackendChoice;
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
                        "GPU")
                .containsAll(GpuChecks.LIBRARIES);
        assertThat(checks).noneMatch(check -> check.value().isBlank());
        assertThat(value(checks, "ND4J backend")).contains("1.0.0-M2.1");
        assertThat(value(checks, "oneDNN")).isEqualTo("in use");
        assertThat(value(checks, "engine")).startsWith("oneDNN 2.");
    }

    @ParameterizedTest
    @CsvSource({"3.5, BAD", "3.7, GOOD", "8.0, GOOD", "8.6, GOOD", "8.9, GOOD", "9.0, BAD", "12.0, BAD"})
    void theCudaBuildRunsOnGpusItHoldsCodeFor(String capability, State state) {
        Check check = GpuChecks.gpu("NVIDIA X, 550.54, 81559 MiB, " + capability, Device.CUDA);
        assertThat(check.state()).isEqualTo(state);
        assertThat(check.value()).isEqualTo("NVIDIA X, 550.54, 81559 MiB, compute capability " + capability);
    }

    @Test
    void aGpuThatCannotBeUsedHarmsNobodyOnTheCpu() {
        Check check = GpuChecks.gpu("NVIDIA H200, 550.54, 143771 MiB, 9.0", Device.CPU);
        assertThat(check.state()).isEqualTo(State.WARNING);
        assertThat(check.remedy()).contains("3.7 to 8.6", "no PTX", "the CPU is used");
    }

    @Test
    void aMissingLibraryIsBadForCudaAloneAndSaysWhatToDo() {
        Check cuda = GpuChecks.library("libcudnn.so.8", Optional.empty(), Device.CUDA);
        assertThat(cuda.state()).isEqualTo(State.BAD);
        assertThat(cuda.remedy()).contains("cuDNN 8", "LD_LIBRARY_PATH");
        Check cpu = GpuChecks.library("libcudnn.so.8", Optional.empty(), Device.CPU);
        assertThat(cpu.state()).isEqualTo(State.GOOD);
        assertThat(cpu.value()).contains("not found", "profile cuda");
        assertThat(GpuChecks.library("x", Optional.of(Path.of("/lib/x")), Device.CUDA)
                        .value())
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

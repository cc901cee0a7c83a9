package org.attunet.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.attunet.model.SettingsException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class BackendChoiceTest {
    @Test
    void anEngineIsWhatWasAskedForInAnyCase() {
        assertThat(BackendChoice.of(Optional.empty(), Optional.of("onednn")).resolve())
                .isEqualTo(new OneDnnBackend());
        assertThat(BackendChoice.of(Optional.empty(), Optional.of("ND4J")).resolve())
                .isEqualTo(new Nd4jBackend(DataType.FLOAT));
    }

    @Test
    void oneDnnIsTheFastestOnACpu() {
        assertThat(BackendChoice.of(Optional.empty(), Optional.of("auto"))).isEqualTo(BackendChoice.AUTO);
        assertThat(BackendChoice.AUTO.resolve()).isEqualTo(new OneDnnBackend());
    }

    @Test
    void anUnknownEngineIsRefused() {
        assertThatThrownBy(() -> BackendChoice.of(Optional.empty(), Optional.of("abacus")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the engine (--engine) is abacus; it can be auto, onednn or nd4j");
    }

    @Test
    void doublesRunOnNd4jWhateverComputesFloats() {
        Backend doubles = new Nd4jBackend(DataType.DOUBLE);
        assertThat(new OneDnnBackend().in(DataType.DOUBLE)).isEqualTo(doubles);
        assertThat(new OneDnnBackend().in(DataType.FLOAT)).isEqualTo(new OneDnnBackend());
        assertThat(doubles.in(DataType.FLOAT)).isEqualTo(new Nd4jBackend(DataType.FLOAT));
    }

    private static BackendChoice choice(String device, String engine) {
        return BackendChoice.of(Optional.of(device), Optional.of(engine));
    }

    @Test
    void anEngineOfTheCpuIsRefusedBesideAGpu() {
        assertThatThrownBy(() -> choice("cuda:1", "onednn"))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "--engine onednn says what computes on the CPU, and --device cuda:1 is none: leave one of them out");
        assertThat(choice("cuda", "auto").device().word()).isEqualTo("cuda");
        assertThat(choice("cpu", "nd4j").resolve()).isEqualTo(new Nd4jBackend(DataType.FLOAT));
    }

    @Test
    void whoNamesAnEngineMeansTheCpu() {
        assertThat(choice("auto", "onednn").place()).isEqualTo(Device.CPU);
    }

    @Test
    void theCpuComputesInFloatAlone() {
        Backend backend = new OneDnnBackend();
        assertThat(backend.at(PrecisionChoice.AUTO)).isEqualTo(backend);
        assertThat(backend.at(PrecisionChoice.FLOAT)).isEqualTo(backend);
        for (PrecisionChoice refused : List.of(PrecisionChoice.TF32, PrecisionChoice.BFLOAT16)) {
            assertThatThrownBy(() -> backend.at(refused))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("the CPU computes in float");
        }
    }

    @Test
    void whoRefusesAPrecisionSaysWhatItIs() {
        assertThatThrownBy(() -> PrecisionChoice.TF32.requireFloat(Device.ND4J_CUDA))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "the precision is tf32, which this program's own kernels have on GPUs (profile cuda); a GPU by"
                                + " ND4J's CUDA backend computes in float (training.precision, inference.precision: auto or float)");
    }

    @Test
    void whatComputesNamesItsNumbers() {
        assertThat(new OneDnnBackend().numbers()).isEqualTo("float");
        assertThat(new Nd4jBackend(DataType.DOUBLE).numbers()).isEqualTo("double");
    }
}

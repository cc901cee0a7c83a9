package org.attunet.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.onednn.Instructions;
import org.attunet.model.kernel.onednn.Kept;
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

    /** avx2, as oneDNN counts. */
    private static final Instructions FLOATS_ALONE = new Instructions(0x7);

    /** avx512_core_bf16. */
    private static final Instructions WITH_HALVES = new Instructions(0xe7);

    @Test
    void trainingOnTheCpuIsInFloatWhereNothingElseIsAskedFor() {
        OneDnnBackend backend = new OneDnnBackend();
        for (Instructions found : List.of(FLOATS_ALONE, WITH_HALVES)) {
            assertThat(backend.at(PrecisionChoice.AUTO, found)).isEqualTo(backend);
            assertThat(backend.at(PrecisionChoice.FLOAT, found)).isEqualTo(backend);
            assertThatThrownBy(() -> backend.at(PrecisionChoice.TF32, found))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("the CPU computes in float");
        }
    }

    @Test
    void predictionsOnTheCpuAreInBfloat16WhereTheProcessorMultipliesIt() {
        OneDnnBackend backend = new OneDnnBackend();
        assertThat(backend.inferring(PrecisionChoice.AUTO, WITH_HALVES)).isEqualTo(new OneDnnBackend(Kept.BFLOAT16));
        assertThat(backend.inferring(PrecisionChoice.AUTO, FLOATS_ALONE)).isEqualTo(backend);
        assertThat(backend.inferring(PrecisionChoice.FLOAT, WITH_HALVES)).isEqualTo(backend);
        assertThatThrownBy(() -> backend.inferring(PrecisionChoice.BFLOAT16, FLOATS_ALONE))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void bfloat16IsRefusedWhereTheProcessorDoesNotMultiplyIt() {
        assertThat(new OneDnnBackend().at(PrecisionChoice.BFLOAT16, WITH_HALVES))
                .isEqualTo(new OneDnnBackend(Kept.BFLOAT16))
                .hasToString("CPU, oneDNN, bfloat16");
        assertThatThrownBy(() -> new OneDnnBackend().at(PrecisionChoice.BFLOAT16, FLOATS_ALONE))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "the precision is bfloat16, and this processor has neither avx512_bf16 nor AMX to multiply it"
                                + " with (oneDNN finds avx2): choose float, or auto (training.precision, inference.precision)");
        assertThatThrownBy(() -> new Nd4jBackend(DataType.FLOAT).at(PrecisionChoice.BFLOAT16))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ND4J on the CPU computes in float");
    }

    @Test
    void instructionsHaveTheNameOfTheMostOfThem() {
        assertThat(FLOATS_ALONE.word()).isEqualTo("avx2");
        assertThat(WITH_HALVES.word()).isEqualTo("avx512_core_bf16");
        assertThat(new Instructions(0x3e7).multipliesBfloat16()).as("AMX").isTrue();
        assertThat(new Instructions(0x67).multipliesBfloat16())
                .as("avx512_core_vnni")
                .isFalse();
        assertThat(new Instructions(0).word()).isEqualTo("none");
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
        assertThat(new OneDnnBackend(Kept.BFLOAT16).numbers()).isEqualTo("bfloat16");
        assertThat(new Nd4jBackend(DataType.DOUBLE).numbers()).isEqualTo("double");
    }
}

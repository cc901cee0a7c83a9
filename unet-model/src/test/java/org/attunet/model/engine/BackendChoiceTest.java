package org.attunet.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attunet.model.SettingsException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class BackendChoiceTest {
    @Test
    void anEngineIsWhatWasAskedForInAnyCase() {
        assertThat(BackendChoice.of("onednn").resolve()).isEqualTo(new OneDnnBackend());
        assertThat(BackendChoice.of("ND4J").resolve()).isEqualTo(new Nd4jBackend(DataType.FLOAT));
    }

    @Test
    void oneDnnIsTheFastestOnACpu() {
        assertThat(BackendChoice.of("auto")).isEqualTo(BackendChoice.AUTO);
        assertThat(BackendChoice.AUTO.resolve()).isEqualTo(new OneDnnBackend());
    }

    @Test
    void anUnknownEngineIsRefused() {
        assertThatThrownBy(() -> BackendChoice.of("abacus"))
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
}

package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.Device;
import org.attunet.model.kernel.cuda.Gpu;
import org.junit.jupiter.api.Test;

class WorkerDevicesTest {
    private static final Device GPU = new Device("GPU", true, Optional.of(new Gpu(0, "GPU", 90, 100, 1L << 34)));

    private static BackendChoice choice(String device) {
        return BackendChoice.of(Optional.of(device), Optional.empty());
    }

    @Test
    void everyWorkerHasAGpuOfItsOwn() {
        assertThat(WorkerDevices.of(choice("cuda"), GPU, 3)).containsExactly("cuda:0", "cuda:1", "cuda:2");
        assertThat(WorkerDevices.of(choice("auto"), GPU, 2)).containsExactly("cuda:0", "cuda:1");
    }

    @Test
    void onTheCpuAllComputeThere() {
        assertThat(WorkerDevices.of(choice("auto"), Device.CPU, 2)).containsExactly("cpu", "cpu");
    }

    @Test
    void oneNamedGpuIsNotEnoughForSeveral() {
        assertThatThrownBy(() -> WorkerDevices.of(choice("cuda:1"), GPU, 2))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--device cuda:1 is one: leave its number out");
    }
}

package org.attunet.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.attunet.model.SettingsException;
import org.attunet.model.kernel.cuda.CudaLibraries;
import org.attunet.model.kernel.cuda.DeviceException;
import org.attunet.model.kernel.cuda.Gpu;
import org.attunet.model.kernel.cuda.Precision;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
    private static final List<Gpu> GPUS =
            List.of(new Gpu(0, "NVIDIA T4", 75, 40, 1L << 34), new Gpu(1, "NVIDIA H200", 90, 132, 1L << 37));

    @Test
    void devicesAreNamedAsTheyAreTyped() {
        for (String word : new String[] {"auto", "cpu", "cuda", "cuda:0", "cuda:12"}) {
            assertThat(DeviceChoice.of(word).word()).isEqualTo(word);
        }
        assertThat(DeviceChoice.of("CUDA:1")).isEqualTo(DeviceChoice.of("cuda:1"));
        for (String typed : new String[] {"gpu", "cuda:", "cuda:-1", "cuda:x", "cuda1", "cpu:0", "", "cuda:99999"}) {
            assertThatThrownBy(() -> DeviceChoice.of(typed))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("the device (--device) is " + typed + "; it can be auto, cpu, cuda or cuda:n");
        }
    }

    @Test
    void aNumberChoosesAmongSeveral() {
        assertThat(DeviceChoice.of("cuda").among(GPUS).name()).isEqualTo("NVIDIA T4");
        assertThat(DeviceChoice.of("cuda:1").among(GPUS).name()).isEqualTo("NVIDIA H200");
        assertThatThrownBy(() -> DeviceChoice.of("cuda:2").among(GPUS))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CUDA sees 0 (NVIDIA T4), 1 (NVIDIA H200)");
    }

    /** Never the CPU in silence. */
    @Test
    void cudaThatCannotBeUsedSaysWhy() {
        assumeFalse(CudaLibraries.areBuiltIn());
        assertThatThrownBy(() -> DeviceChoice.of("cuda").resolve())
                .isInstanceOf(DeviceException.class)
                .hasMessage(
                        "this build has no part for GPUs: build with -Pcuda, or start with UNET_PROFILES=cuda ./unet");
        assertThat(DeviceChoice.AUTO.resolve()).isEqualTo(Device.CPU);
    }

    @Test
    void precisionFollowsTheGpu() {
        assertThat(PrecisionChoice.AUTO.on(GPUS.get(0))).isEqualTo(Precision.FLOAT);
        assertThat(PrecisionChoice.AUTO.on(GPUS.get(1))).isEqualTo(Precision.BFLOAT16);
        assertThat(new CudaBackend(GPUS.get(1), PrecisionChoice.AUTO).numbers()).isEqualTo("bfloat16");
        Backend old = new CudaBackend(GPUS.get(0), PrecisionChoice.AUTO);
        assertThat(old.at(PrecisionChoice.FLOAT)).hasToString("cuda:0 NVIDIA T4, float");
        assertThatThrownBy(() -> old.at(PrecisionChoice.TF32))
                .isInstanceOf(DeviceException.class)
                .hasMessage(
                        "NVIDIA T4, compute capability 7.5: it has no tf32, which begins with 8.0: choose precision float");
    }
}

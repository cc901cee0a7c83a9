package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;

/** What is missing for CUDA is one sentence with its remedy. */
class CudaLibrariesTest {
    private static String missing(String library) {
        return CudaLibraries.missing(
                "cuDNN 9",
                "no jnicudnn in java.library.path: /lib; /cache/libjnicudnn.so: " + library
                        + ": cannot open shared object file: No such file or directory");
    }

    @Test
    void aMachineWithoutDriverIsToldSo() {
        assertThat(missing("libcuda.so.1"))
                .isEqualTo(
                        "there is no NVIDIA driver here (libcuda.so.1): install one, or compute on the CPU (--device cpu)");
    }

    @Test
    void aMissingLibraryIsNamedWithWhereToPutIt() {
        assertThat(missing("libcudnn_graph.so.9"))
                .startsWith("cuDNN 9 is missing (libcudnn_graph.so.9): ")
                .contains("UNET_CUDA_LIBRARIES", "-Pcuda")
                .doesNotContain("\n", "java.library.path");
    }

    @Test
    void whatIsNotUnderstoodIsPassedOn() {
        assertThat(CudaLibraries.missing("cuDNN 9", "wrong ELF class"))
                .isEqualTo("cuDNN 9 does not load: wrong ELF class");
    }

    @Test
    void aBuildForTheCpuSaysHowToBuildForGpus() {
        assumeFalse(CudaLibraries.areBuiltIn());
        assertThatThrownBy(Gpu::all)
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("-Pcuda")
                .hasMessageContaining("UNET_PROFILES=cuda");
    }
}

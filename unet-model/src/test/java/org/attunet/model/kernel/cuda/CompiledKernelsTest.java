package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NVRTC makes machine code of every kernel for every GPU that is supported; needs its library, no GPU. */
@Tag("cuda-check")
class CompiledKernelsTest {
    private static final KernelSource SOURCE = new KernelSource();

    @ParameterizedTest
    @CsvSource({
        "70, FLOAT",
        "75, FLOAT",
        "80, FLOAT",
        "80, TF32",
        "80, BFLOAT16",
        "86, TF32",
        "86, BFLOAT16",
        "87, BFLOAT16",
        "89, TF32",
        "89, BFLOAT16",
        "90, FLOAT",
        "90, TF32",
        "90, BFLOAT16"
    })
    void everyKernelIsCompiled(int capability, Precision precision) {
        // Machine code is an ELF file, which holds the names of its functions.
        String code = new String(CompiledKernels.of(SOURCE, capability, precision), StandardCharsets.ISO_8859_1);
        assertThat(code).startsWith("\u007fELF");
        SOURCE.declarations().keySet().forEach(kernel -> assertThat(code).contains(".text." + kernel));
    }

    @Test
    void aGpuThatTheCompilerDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> CompiledKernels.of(SOURCE, 13, Precision.FLOAT))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("sm_13");
    }
}

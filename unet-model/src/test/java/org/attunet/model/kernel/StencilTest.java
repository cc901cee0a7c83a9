package org.attunet.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StencilTest {
    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 1, 1",
        "3, 1, 1, 9, 9",
        "1, 1, 0, 5, 5",
        "2, 2, 0, 6, 3",
        "2, 2, 0, 7, 3",
        "2, 2, 0, 2, 1",
        "2, 2, 0, 1, 0"
    })
    void asManyVoxelsAsTheKernelFitsAtItsSteps(int edge, int stride, int padding, long length, long output) {
        assertThat(new Stencil(edge, stride, padding).output(length)).isEqualTo(output);
    }
}

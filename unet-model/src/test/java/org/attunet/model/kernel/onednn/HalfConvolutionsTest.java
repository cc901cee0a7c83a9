package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HalfConvolutionsTest {
    static List<HalfConvolutions> all() {
        return HalfConvolutions.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aProcessorMultipliesBfloat16AsItIsMultipliedWidened(HalfConvolutions convolution) {
        assumeThat(Instructions.here().multipliesBfloat16()).isTrue();
        assertThat(convolution.agree())
                .as("differences %s", (Object) convolution.differences())
                .isTrue();
    }
}

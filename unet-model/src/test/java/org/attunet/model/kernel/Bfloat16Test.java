package org.attunet.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16Test {
    /** Between 1 and 2, neighbours are 1/128 apart. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "1.003906, 1.0", // just below the middle between 1 and 1 + 1/128
        "1.0039065, 1.0078125", // just above it
        "1.00390625, 1.0", // in the middle: an even last bit is below
        "1.01171875, 1.015625", // in the middle: an even last bit is above
        "-1.01171875, -1.015625",
        "3.4e38, Infinity",
        "-Infinity, -Infinity",
        "1e-45, 0"
    })
    void numbersGoToTheNearestAndFromTheMiddleToTheEvenOne(float number, float nearest) {
        assertThat(Bfloat16.round(number)).isEqualTo(nearest);
    }

    @Test
    void whatIsNoNumberStaysNone() {
        for (int bits : new int[] {0x7fc00000, 0x7fffffff, 0xffffffff, 0x7f800001}) {
            assertThat(Bfloat16.round(Float.intBitsToFloat(bits))).isNaN();
        }
    }

    @Test
    void everyNumberOf16BitsIsKept() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float number = Bfloat16.toFloat((short) bits);
            if (!Float.isNaN(number)) {
                assertThat(Bfloat16.of(number)).isEqualTo((short) bits);
            }
        }
    }
}

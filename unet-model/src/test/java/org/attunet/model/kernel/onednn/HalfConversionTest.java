package org.attunet.model.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.attunet.model.kernel.Bfloat16;
import org.junit.jupiter.api.Test;

/** Both ways of many numbers against the definition for one; lengths are such that vectors leave some over. */
class HalfConversionTest {
    private static final HalfConversion[] WAYS = {new HalfConversion.OneByOne(), HalfConversion.byVectors()};

    @Test
    void vectorsAreUsedWhereJavaHasThem() {
        assertThat(HalfConversion.fastest())
                .isInstanceOf(HalfConversion.byVectors().getClass());
    }

    @Test
    void allBitsBecomeTheFloatsThatTheyAre() {
        short[] bits = new short[1 << 16];
        for (int n = 0; n < bits.length; n++) {
            bits[n] = (short) n;
        }
        for (HalfConversion way : WAYS) {
            float[] values = new float[bits.length];
            way.widen(bits, values, bits.length);
            for (int n = 0; n < bits.length; n++) {
                assertThat(Float.floatToRawIntBits(values[n])).isEqualTo(n << 16);
            }
        }
    }

    @Test
    void anyFloatIsRounded() {
        Random random = new Random(7);
        float[] values = new float[100_003];
        for (int n = 0; n < values.length; n++) {
            values[n] = Float.intBitsToFloat(random.nextInt());
        }
        int[] special = {
            0x7f800000, 0xff800000, 0x7fffffff, 0xffffffff, 0x7f800001, 0x7f7fffff, 0x80000000, 1, 0x3f808000
        };
        for (int n = 0; n < special.length; n++) {
            values[n] = Float.intBitsToFloat(special[n]);
        }
        for (HalfConversion way : WAYS) {
            short[] bits = new short[values.length];
            way.round(values, bits, values.length);
            for (int n = 0; n < values.length; n++) {
                assertThat(bits[n]).isEqualTo(Bfloat16.of(values[n]));
            }
        }
    }

    @Test
    void nothingBeyondTheCountIsTouched() {
        for (HalfConversion way : WAYS) {
            for (int count = 0; count < 40; count++) {
                short[] bits = new short[64];
                Arrays.fill(bits, (short) 7);
                way.round(new float[64], bits, count);
                float[] values = new float[64];
                way.widen(bits, values, count);
                assertThat(Arrays.copyOfRange(bits, count, 64)).containsOnly((short) 7);
                assertThat(values).containsOnly(0);
            }
        }
    }
}

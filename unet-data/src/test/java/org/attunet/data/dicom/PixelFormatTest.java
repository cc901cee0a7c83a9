package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelFormatTest {
    private static PixelFormat format(int allocated, int stored, int highBit, boolean signed) {
        return new PixelFormat(3, 4, allocated, stored, highBit, signed);
    }

    /** Allocated, stored and the highest bit: what is stored ends at or below the highest of what is allocated. */
    @ParameterizedTest
    @CsvSource({
        "16, 12, 11, true",
        "16, 16, 15, true",
        "8, 8, 7, true",
        "32, 32, 31, true",
        "16, 12, 15, true",
        "16, 1, 0, true",
        "16, 12, 10, false",
        "16, 12, 16, false",
        "16, 17, 16, false",
        "16, 0, 0, false",
        "12, 12, 11, false",
        "24, 24, 23, false"
    })
    void bitsLieWithinWhatIsAllocated(int allocated, int stored, int highBit, boolean sound) {
        assertThat(format(allocated, stored, highBit, false).isSound()).isEqualTo(sound);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true", "8192, 8192, true", "0, 1, false", "1, 0, false", "8193, 1, false", "1, 8193, false"})
    void anImageHasUpTo8192RowsAndColumns(int rows, int columns, boolean sound) {
        assertThat(new PixelFormat(rows, columns, 16, 12, 11, false).isSound()).isEqualTo(sound);
    }

    /** Overlays lie in bits that are not stored. */
    @ParameterizedTest
    @CsvSource({
        "16, 12, 11, false, 0xf7ff, 0x7ff",
        "16, 12, 11, false, 0xffff, 4095",
        "16, 12, 11, true, 0xf7ff, 2047",
        "16, 12, 11, true, 0x0800, -2048",
        "16, 12, 15, false, 0xabcf, 0xabc",
        "16, 12, 15, true, 0xffff, -1",
        "8, 8, 7, true, 0x80, -128",
        "8, 8, 7, false, 0xffffff80, 128",
        "32, 32, 31, true, -5, -5"
    })
    void bitsOutsideAreDroppedAndTheSignIsExtended(
            int allocated, int stored, int highBit, boolean signed, String bits, String value) {
        int read = format(allocated, stored, highBit, signed).value((int) (long) Long.decode(bits));
        assertThat(read).isEqualTo(Integer.decode(value));
    }

    @Test
    void thirtyTwoBitsWithoutASignAreNeverNegative() {
        assertThat(format(32, 32, 31, false).number(-1)).isEqualTo(4294967295.0);
        assertThat(format(32, 32, 31, true).number(-1)).isEqualTo(-1);
        assertThat(format(32, 31, 30, false).number(Integer.MAX_VALUE)).isEqualTo(2147483647.0);
        assertThat(format(16, 12, 11, true).number(-7)).isEqualTo(-7);
    }

    @Test
    void itsSizeAndNameAreThoseOfTheImage() {
        PixelFormat format = format(16, 12, 11, false);
        assertThat(format.pixels()).isEqualTo(12);
        assertThat(format.bytes()).isEqualTo(2);
        assertThat(format.datatype()).isEqualTo("uint16");
        assertThat(format(32, 32, 31, true).datatype()).isEqualTo("int32");
        assertThat(format.describe()).isEqualTo("4 columns, 3 rows, 12 of 16 bits up to bit 11");
    }
}

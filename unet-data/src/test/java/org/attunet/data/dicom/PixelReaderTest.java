package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Pixels that begin at the second byte of a file. */
class PixelReaderTest {
    private static DataSet set(ByteOrder order, boolean words, int length, int... bytes) {
        byte[] file = new byte[1 + bytes.length];
        for (int n = 0; n < bytes.length; n++) {
            file[1 + n] = (byte) bytes[n];
        }
        DataSet set = new DataSet(file, TransferSyntax.EXPLICIT, false);
        set.put(Tags.PIXELS, new DataSet.Element(order, 1, length, words));
        return set;
    }

    private static int[] read(DataSet set, int pixels, int bits) throws BrokenPixels {
        return PixelReader.read(set, new PixelFormat(1, pixels, bits, bits, bits - 1, false));
    }

    @Test
    void bytesAreOnePixelEach() throws BrokenPixels {
        assertThat(read(set(ByteOrder.LITTLE_ENDIAN, true, 4, 1, 2, 253, 0), 3, 8))
                .containsExactly(1, 2, 253);
        assertThat(read(set(ByteOrder.BIG_ENDIAN, false, 4, 1, 2, 253, 0), 3, 8))
                .containsExactly(1, 2, 253);
    }

    /** DICOM PS3.5, 8.2: OW is swapped as words are, so the first of two bytes holds the second pixel. */
    @Test
    void bigEndianWordsHoldTheirFirstPixelInTheLowerByte() throws BrokenPixels {
        assertThat(read(set(ByteOrder.BIG_ENDIAN, true, 4, 2, 1, 0, 253), 3, 8)).containsExactly(1, 2, 253);
        assertThat(read(set(ByteOrder.BIG_ENDIAN, true, 3, 2, 1, 253), 3, 8))
                .as("without a last byte")
                .containsExactly(1, 2, 253);
    }

    @Test
    void wordsAndDoubleWordsAreInTheElementsOrder() throws BrokenPixels {
        assertThat(read(set(ByteOrder.LITTLE_ENDIAN, true, 4, 1, 2, 3, 255), 2, 16))
                .containsExactly(0x201, 0xff03);
        assertThat(read(set(ByteOrder.BIG_ENDIAN, true, 4, 1, 2, 3, 255), 2, 16))
                .containsExactly(0x102, 0x3ff);
        assertThat(read(set(ByteOrder.LITTLE_ENDIAN, true, 4, 1, 2, 3, 4), 1, 32))
                .containsExactly(0x4030201);
    }

    @Test
    void tooFewBytesAreCounted() {
        assertThatThrownBy(() -> read(set(ByteOrder.LITTLE_ENDIAN, true, 3, 1, 2, 3), 2, 16))
                .isInstanceOf(BrokenPixels.class)
                .hasMessageContaining("3 of 4 bytes");
        assertThatThrownBy(() -> read(set(ByteOrder.LITTLE_ENDIAN, true, -1), 2, 16))
                .isInstanceOf(BrokenPixels.class)
                .hasMessageContaining("0 of 4 bytes");
    }

    @Test
    void aFileWithoutPixelsSaysSo() {
        DataSet empty = new DataSet(new byte[0], TransferSyntax.EXPLICIT, false);
        assertThatThrownBy(() -> read(empty, 1, 16))
                .isInstanceOf(BrokenPixels.class)
                .hasMessageContaining("no pixels");
    }
}

package org.attunet.data.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG 2000 bytes for a decoder that reads packet headers byte by byte and never stops where they are damaged: behind the end, where
 * it takes every bit for 1, and at two bytes 255 in a row, which no packet header has (ISO/IEC 15444-1, B.10.1) and which it repeats
 * for ever. Here both end with an error.
 */
final class CodestreamInput extends MemoryCacheImageInputStream {
    /** How often a decoder may look behind the end. */
    private static final int PATIENCE = 1 << 12;

    private int beyond;

    /** Where the byte behind the last 255 lies. */
    private long behindFull = -1;

    CodestreamInput(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read() throws IOException {
        long at = streamPos;
        int value = super.read();
        boolean over = value < 0 && ++beyond > PATIENCE;
        if (over || (value == 0xff && at == behindFull)) {
            // No EOFException: at one the decoder contents itself with what it has of the image.
            throw new IOException("a packet header is damaged");
        }
        behindFull = value == 0xff ? at + 1 : -1;
        return value;
    }
}

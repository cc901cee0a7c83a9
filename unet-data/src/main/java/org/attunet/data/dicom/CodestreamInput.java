package org.attunet.data.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG 2000 bytes for a decoder that reads packet headers byte by byte and never stops where they are damaged: behind the end, where
 * it takes every bit for 1, and at two bytes 255 in a row, which no packet header has (ISO/IEC 15444-1, B.10.1) and which it repeats
 * for ever. Here both end with an error.
 */
final class CodestreamInput extends MemoryCacheImageInputStream {
    /** How often a decoder may look behind the end. */
    private static final int PATIENCE = 1 << 12;

    private static final int START_AND_SIZE = 0xff4fff51;

    /** Of the segment SIZ up to the number of components, its marker included. */
    private static final int SIZE_BYTES = 40;

    /** Tiles are counted in 16 bits. */
    private static final int MOST_TILES = 0xffff;

    /** The decoder prints the trace of whatever ends its reading, then throws it: it is reported once, by the caller. */
    private static final class DamagedHeader extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedHeader() {
            super("a packet header is damaged");
        }

        @Override
        public void printStackTrace() {
            // said above
        }
    }

    private int beyond;

    /** Where the byte behind the last 255 lies. */
    private long behindFull = -1;

    /** Refuses more tiles or components than there can be, for each of which a decoder makes room at once. */
    CodestreamInput(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
        requireFewTiles(bytes);
    }

    private static void requireFewTiles(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int size = sizeMarker(in);
        if (size < 0 || bytes.length - size < SIZE_BYTES) {
            throw new IllegalArgumentException("the size of the image is missing");
        }
        double tiles = tiles(in, size, 0) * tiles(in, size, 4);
        int components = in.getShort(size + 38) & 0xffff;
        if (!(tiles >= 1 && tiles <= MOST_TILES) || components != 1) {
            throw new IllegalArgumentException("there are " + tiles + " tiles of " + components + " components");
        }
    }

    /** Where the segment SIZ starts, which follows the start of the codestream at once; −1 where there is none. */
    private static int sizeMarker(ByteBuffer in) {
        for (int at = 0; at + 4 <= in.capacity(); at++) {
            if (in.getInt(at) == START_AND_SIZE) {
                return at + 2;
            }
        }
        return -1;
    }

    /** Tiles along x (0) or y (4): from the first tile's origin to the image's end. */
    private static double tiles(ByteBuffer in, int size, int axis) {
        double end = in.getInt(size + 6 + axis) & 0xffffffffL;
        double tile = in.getInt(size + 22 + axis) & 0xffffffffL;
        double origin = in.getInt(size + 30 + axis) & 0xffffffffL;
        return Math.ceil((end - origin) / tile);
    }

    @Override
    public int read() throws IOException {
        long at = streamPos;
        int value = super.read();
        boolean over = value < 0 && ++beyond > PATIENCE;
        if (over || (value == 0xff && at == behindFull)) {
            // No EOFException: at one the decoder contents itself with what it has of the image.
            throw new DamagedHeader();
        }
        behindFull = value == 0xff ? at + 1 : -1;
        return value;
    }
}

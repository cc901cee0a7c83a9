package org.attunet.data.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (DICOM PS3.5, annex G): up to 15 segments of run lengths (PackBits), one a byte of the pixels, the highest
 * byte first.
 */
final class RleDecoder {
    private static final int HEADER = 64;

    /** Two bytes make at most 128. */
    private static final int BEST_RATIO = 64;

    private RleDecoder() {}

    static int[] decode(byte[] frame, PixelFormat format) throws BrokenPixels {
        if (frame.length < HEADER) {
            throw new BrokenPixels("its run lengths end within their header");
        }
        ByteBuffer header = ByteBuffer.wrap(frame, 0, HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt();
        if (segments != format.bytes()) {
            throw new BrokenPixels("it has " + segments + " segments of run lengths in place of " + format.bytes());
        }
        if ((long) frame.length * BEST_RATIO < (long) format.pixels() * segments) {
            throw tooFew();
        }
        int[] starts = new int[segments + 1];
        for (int n = 0; n < segments; n++) {
            starts[n] = header.getInt();
        }
        starts[segments] = frame.length;
        int[] values = new int[format.pixels()];
        for (int n = 0; n < segments; n++) {
            if (starts[n] < HEADER || starts[n] > starts[n + 1] || starts[n + 1] > frame.length) {
                throw new BrokenPixels("its run lengths start at impossible places");
            }
            segment(frame, starts[n], starts[n + 1], values);
        }
        return values;
    }

    /** Shifts one more byte into every value. */
    private static void segment(byte[] frame, int start, int end, int[] values) throws BrokenPixels {
        int from = start;
        int to = 0;
        while (to < values.length) {
            if (from >= end) {
                throw tooFew();
            }
            int run = frame[from++];
            if (run == -128) {
                continue;
            }
            boolean repeated = run < 0;
            int count = Math.min(1 + Math.abs(run), values.length - to);
            if (end - from < (repeated ? 1 : count)) {
                throw tooFew();
            }
            for (int n = 0; n < count; n++) {
                values[to] = (values[to] << 8) | (frame[repeated ? from : from + n] & 0xff);
                to++;
            }
            from += repeated ? 1 : count;
        }
    }

    private static BrokenPixels tooFew() {
        return new BrokenPixels("its run lengths end before its pixels do");
    }
}

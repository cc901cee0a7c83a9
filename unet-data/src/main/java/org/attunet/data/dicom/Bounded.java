package org.attunet.data.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The bytes of a file as far as its own headers announce them: few compressed bytes may stand for endless zeros.
 *
 * @param bytes from the start
 * @param isCut whether the file went on
 */
record Bounded(byte[] bytes, boolean isCut) {
    /** No single-frame slice comes near. */
    private static final int LARGEST = 1 << 29;

    /** Within these the headers say how large the image is. */
    static final int HEADERS = 1 << 20;

    /** Beside the pixels: private elements, overlays, icons, what stands behind. */
    private static final int FURTHER = 1 << 26;

    /**
     * Reads to the end, or as far as it is allowed.
     *
     * @param in from the start of the file
     * @param pixels bytes of the image that the file's start announces
     */
    static Bounded read(InputStream in, ToDoubleFunction<byte[]> pixels) throws IOException {
        byte[] start = in.readNBytes(HEADERS);
        if (start.length < HEADERS) {
            return new Bounded(start, false);
        }
        byte[] rest = in.readNBytes((int) allowed(pixels.applyAsDouble(start)) - HEADERS);
        byte[] all = Arrays.copyOf(start, HEADERS + rest.length);
        System.arraycopy(rest, 0, all, HEADERS, rest.length);
        return new Bounded(all, in.read() >= 0);
    }

    /** Bytes of a whole file whose image has so many. */
    static double allowed(double pixels) {
        return Math.min(LARGEST, FURTHER + pixels);
    }
}

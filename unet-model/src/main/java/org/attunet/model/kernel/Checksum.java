package org.attunet.model.kernel;

import java.nio.IntBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A number that changes when any of an array's values does: 1024 polynomial hashes side by side, at the speed of memory. */
public final class Checksum {
    private static final int LANES = 1024;
    private static final int BLOCK = 64 * LANES;

    private Checksum() {}

    /** Of a dense array of floats in host memory. */
    public static long of(INDArray array) {
        IntBuffer bits =
                HostFloats.of(array).limit(array.length()).asByteBuffer().asIntBuffer();
        int length = (int) array.length();
        return IntStream.range(0, (length + BLOCK - 1) / BLOCK)
                .parallel()
                .mapToLong(block ->
                        (2L * block + 1) * ofBlock(bits, block * BLOCK, Math.min(length, (block + 1) * BLOCK)))
                .sum();
    }

    private static long ofBlock(IntBuffer bits, int from, int to) {
        int[] hashes = new int[LANES];
        int[] values = new int[LANES];
        for (int at = from; at < to; at += LANES) {
            int count = Math.min(LANES, to - at);
            bits.get(at, values, 0, count);
            add(hashes, values, count);
        }
        long sum = 0;
        for (int hash : hashes) {
            sum = 1_000_003 * sum + hash;
        }
        return sum;
    }

    private static void add(int[] hashes, int[] values, int count) {
        for (int n = 0; n < count; n++) {
            hashes[n] = 31 * hashes[n] + values[n];
        }
    }
}

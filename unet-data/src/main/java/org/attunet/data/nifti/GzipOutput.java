package org.attunet.data.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A gzip file of one member, without name and time, whose pieces are compressed side by side. Each piece knows the last 32 kB before it and
 * ends on a whole byte, so that they make one stream when put in a row; the bytes are the same for any number of threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipOutput extends OutputStream {
    private static final int PIECE = 1 << 20;
    /** How far back deflate looks. */
    private static final int REACH = 1 << 15;

    private static final int BUFFER = 1 << 16;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, 0};

    private final OutputStream out;
    private final int level;
    private final CRC32 checksum = new CRC32();
    private final Deque<ForkJoinTask<byte[]>> compressing = new ArrayDeque<>();
    private final int most = 2 * ForkJoinPool.getCommonPoolParallelism() + 1;
    private byte[] piece = new byte[PIECE];
    private byte[] before = {};
    private int filled;
    private long length;
    private boolean closed;

    GzipOutput(OutputStream out, int level) throws IOException {
        this.out = out;
        this.level = level;
        out.write(HEADER);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        checksum.update(bytes, offset, count);
        length += count;
        for (int done = 0; done < count; ) {
            if (filled == PIECE) {
                compress(false);
            }
            int next = Math.min(count - done, PIECE - filled);
            System.arraycopy(bytes, offset + done, piece, filled, next);
            filled += next;
            done += next;
        }
    }

    private void compress(boolean last) throws IOException {
        byte[] dictionary = before;
        byte[] input = filled == PIECE ? piece : Arrays.copyOf(piece, filled);
        compressing.add(
                ForkJoinTask.adapt(() -> deflated(dictionary, input, last)).fork());
        before = Arrays.copyOfRange(input, Math.max(0, filled - REACH), filled);
        piece = new byte[last ? 0 : PIECE];
        filled = 0;
        while (compressing.size() > (last ? 0 : most)) {
            out.write(compressing.remove().join());
        }
    }

    private byte[] deflated(byte[] dictionary, byte[] input, boolean last) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setDictionary(dictionary);
            deflater.setInput(input);
            if (last) {
                deflater.finish();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            int got;
            do {
                got = deflater.deflate(buffer, 0, BUFFER, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                bytes.write(buffer, 0, got);
            } while (last ? !deflater.finished() : got == BUFFER);
            return bytes.toByteArray();
        } finally {
            deflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            compress(true);
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) checksum.getValue())
                    .putInt((int) length)
                    .array());
        }
    }
}

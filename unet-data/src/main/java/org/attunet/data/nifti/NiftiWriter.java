package org.attunet.data.nifti;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import org.attunet.data.AtomicFile;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/**
 * Writes single-file NIfTI-1, little endian, compressed where the name ends in {@code .gz}. The same volume gives the same
 * bytes; the file appears whole or not at all, and one that was there stays as it is until then.
 */
public final class NiftiWriter {
    private static final int PIECE = 1 << 16;

    /** The noise of a CT does not compress: zlib's usual 6 takes five times as long for 2 % of the size. */
    private static final int LEVEL = 2;

    private NiftiWriter() {}

    /** Shorts as {@code int16}, floats as {@code float32}. */
    public static void write(Volume volume, Path path) {
        NiftiType type = volume.isShort() ? NiftiType.INT16 : NiftiType.FLOAT32;
        byte[] header = HeaderBytes.of(volume.geometry(), type);
        write(path, header, out -> {
            if (volume.isShort()) {
                writeShorts(volume.shorts(), out);
            } else {
                writeFloats(volume.floats(), out);
            }
        });
    }

    /** Labels as {@code uint8}. */
    public static void write(Mask mask, Path path) {
        write(path, HeaderBytes.of(mask.geometry(), NiftiType.UINT8), out -> out.write(mask.labels()));
    }

    /** Refuses a target that cannot be written, before any work is done for it. Writes nothing. */
    public static void checkTarget(Path path) {
        AtomicFile.check(path);
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(Path path, byte[] header, Body body) {
        AtomicFile.write(path, raw -> {
            try (OutputStream out = compressed(path, raw)) {
                out.write(header);
                body.writeTo(out);
            }
        });
    }

    private static OutputStream compressed(Path path, OutputStream raw) throws IOException {
        boolean gzip = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        return gzip ? new GzipOutput(raw, LEVEL) : new BufferedOutputStream(raw, PIECE);
    }

    private static void writeShorts(short[] values, OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += PIECE / 2) {
            int count = Math.min(PIECE / 2, values.length - from);
            piece.asShortBuffer().put(values, from, count);
            out.write(piece.array(), 0, 2 * count);
        }
    }

    private static void writeFloats(float[] values, OutputStream out) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += PIECE / 4) {
            int count = Math.min(PIECE / 4, values.length - from);
            piece.asFloatBuffer().put(values, from, count);
            out.write(piece.array(), 0, 4 * count);
        }
    }
}

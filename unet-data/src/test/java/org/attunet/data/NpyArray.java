package org.attunet.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** A gzipped {@code .npy} test resource of float32 in C order, [X, Y, Z]. */
public final class NpyArray {
    private final Size size;
    private final float[] values;

    private NpyArray(Size size, float[] values) {
        this.size = size;
        this.values = values;
    }

    /** From a class-path resource such as {@code /transforms/case/file.npy.gz}. */
    public static NpyArray read(String resource) {
        try (InputStream in = new GZIPInputStream(NpyArray.class.getResourceAsStream(resource))) {
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static NpyArray parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = buffer.getShort(8);
        String header = new String(bytes, 10, headerLength, US_ASCII);
        if (!header.contains("'<f4'") || !header.contains("'fortran_order': False")) {
            throw new IllegalArgumentException("not little-endian float32 in C order: " + header);
        }
        String shape = header.substring(header.indexOf('(') + 1, header.indexOf(')'));
        int[] dims = Arrays.stream(shape.split(","))
                .mapToInt(n -> Integer.parseInt(n.strip()))
                .toArray();
        FloatBuffer floats = buffer.position(10 + headerLength)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        return new NpyArray(Size.of(dims), values);
    }

    /** Length of each axis, [X, Y, Z]. */
    public Size size() {
        return size;
    }

    /** The value at [i][j][k]. */
    public float get(int i, int j, int k) {
        return values[(i * size.y() + j) * size.z() + k];
    }

    /** As a volume, first axis fastest. */
    public Volume volume(Geometry grid) {
        float[] voxels = new float[values.length];
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    voxels[size.index(i, j, k)] = get(i, j, k);
                }
            }
        }
        return Volume.of(grid, voxels);
    }

    /** As a mask, first axis fastest. */
    public Mask mask(Geometry grid) {
        float[] ordered = volume(grid).floats();
        byte[] labels = new byte[ordered.length];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) ordered[n];
        }
        return new Mask(grid, labels);
    }
}

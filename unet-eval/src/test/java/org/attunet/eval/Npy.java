package org.attunet.eval;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.attunet.data.volume.Size;
import org.attunet.model.weights.NpyFile;
import org.attunet.model.weights.Tensor;

/** Arrays of a golden archive: little-endian float32 in C order. */
public final class Npy {
    private final int[] shape;
    private final float[] values;

    private Npy(int[] shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** Every file of a zip among the test's resources. */
    public static Map<String, byte[]> archive(String resource) {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = Npy.class.getResourceAsStream(resource);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Parses one array. */
    public static Npy parse(byte[] file) {
        Tensor tensor = NpyFile.parse(file, "golden");
        return new Npy(Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray(), tensor.values());
    }

    /** Elements along each axis. */
    public int[] shape() {
        return shape.clone();
    }

    /** Values in C order: last axis fastest. */
    public float[] values() {
        return values;
    }

    /** The grid of the last three axes. */
    public Size size() {
        return new Size(shape[shape.length - 3], shape[shape.length - 2], shape[shape.length - 1]);
    }

    /** The {@code n}-th volume with the first axis fastest, as volumes here are. */
    public float[] volume(int n) {
        Size size = size();
        float[] volume = new float[size.voxels()];
        int from = n * size.voxels();
        for (int i = 0; i < size.x(); i++) {
            for (int j = 0; j < size.y(); j++) {
                for (int k = 0; k < size.z(); k++) {
                    volume[size.index(i, j, k)] = values[from++];
                }
            }
        }
        return volume;
    }
}

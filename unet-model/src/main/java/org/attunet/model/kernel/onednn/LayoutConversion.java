package org.attunet.model.kernel.onednn;

import java.util.stream.IntStream;
import org.attunet.model.kernel.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Between channels-last memory and ND4J's [N, C, X, Y, Z]. */
final class LayoutConversion {
    private static final Scratch MIXED = new Scratch();
    private static final Scratch PLANE = new Scratch();

    private static final int CHUNK = 1024;

    private LayoutConversion() {}

    /** The planes of a dense array, one per sample of one channel. */
    private static Voxels planes(INDArray array, Shape extent) {
        Shape flat = new Shape(extent.samples() * extent.channels(), 1, extent.x(), extent.y(), extent.z());
        return FloatVoxels.of(flat, array);
    }

    static void toPlanar(Voxels from, INDArray to) {
        Shape extent = from.extent();
        int channels = extent.channels();
        Voxels planes = planes(to, extent);
        inParallel(extent, (sample, start, count) -> {
            float[] mixed = MIXED.array(CHUNK * channels);
            float[] plane = PLANE.array(CHUNK);
            from.read(sample, start * channels, mixed, count * channels);
            for (int c = 0; c < channels; c++) {
                for (int n = 0; n < count; n++) {
                    plane[n] = mixed[n * channels + c];
                }
                planes.write(sample * channels + c, start, plane, count);
            }
        });
    }

    static void fromPlanar(INDArray from, Voxels to) {
        Shape extent = to.extent();
        int channels = extent.channels();
        Voxels planes = planes(from, extent);
        inParallel(extent, (sample, start, count) -> {
            float[] mixed = MIXED.array(CHUNK * channels);
            float[] plane = PLANE.array(CHUNK);
            for (int c = 0; c < channels; c++) {
                planes.read(sample * channels + c, start, plane, count);
                for (int n = 0; n < count; n++) {
                    mixed[n * channels + c] = plane[n];
                }
            }
            to.write(sample, start * channels, mixed, count * channels);
        });
    }

    private interface Chunk {
        void accept(int sample, int start, int count);
    }

    private static void inParallel(Shape extent, Chunk body) {
        int chunks = (extent.voxels() + CHUNK - 1) / CHUNK;
        IntStream.range(0, extent.samples() * chunks).parallel().forEach(job -> {
            int start = job % chunks * CHUNK;
            body.accept(job / chunks, start, Math.min(CHUNK, extent.voxels() - start));
        });
    }
}

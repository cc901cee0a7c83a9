package org.attunet.model.kernel.nd4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The planes of a dense float array in host memory, copied to and from the heap in chunks. */
public final class Planes {
    /** Floats a loop works on at a time: two or three such buffers stay in the first-level cache. */
    public static final int CHUNK = 2048;

    private final FloatPointer memory;
    private final long offset;
    private final long voxels;
    private final int channels;

    /** The planes of {@code array}, dense floats in 'c' order, [N, C, …]. */
    public Planes(INDArray array) {
        if (!dense(array)) {
            throw new IllegalArgumentException("needs a dense array in 'c' order");
        }
        memory = (FloatPointer) array.data().pointer();
        offset = array.offset();
        channels = (int) array.size(1);
        voxels = array.length() / (array.size(0) * channels);
    }

    /** Whether the values lie one after another in 'c' order, in an array of their own or in part of another. */
    public static boolean dense(INDArray array) {
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) > 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return true;
    }

    /** Voxels of a plane. */
    public int voxels() {
        return (int) voxels;
    }

    /** Planes of a sample. */
    public int channels() {
        return channels;
    }

    /** Copies voxels {@code start} … of a plane to the heap. */
    public void read(int plane, int start, float[] values, int count) {
        at(plane, start).get(values, 0, count);
    }

    /** Copies voxels from the heap into a plane. */
    public void write(int plane, int start, float[] values, int count) {
        at(plane, start).put(values, 0, count);
    }

    private FloatPointer at(int plane, int start) {
        return new FloatPointer(memory).position(offset + plane * voxels + start);
    }
}

package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;

/** Numbers in channels-last order, [N, X, Y, Z, C], in host memory; a sample has at most 2 GB. Read and written as floats, however kept. */
public abstract sealed class Voxels permits FloatVoxels, HalfVoxels {
    private final Shape extent;
    private final FloatPointer memory;

    Voxels(Shape extent, FloatPointer memory) {
        this.extent = extent;
        this.memory = memory;
    }

    /** Its size. */
    public final Shape extent() {
        return extent;
    }

    /** Where its numbers begin, whatever they are. */
    final FloatPointer memory() {
        return memory;
    }

    /** Copies {@code count} numbers of a sample to the heap; from any thread. */
    abstract void read(int sample, int start, float[] values, int count);

    /** Copies numbers from the heap into a sample; from any thread. */
    abstract void write(int sample, int start, float[] values, int count);
}

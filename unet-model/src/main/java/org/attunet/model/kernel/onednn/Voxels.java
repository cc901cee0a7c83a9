package org.attunet.model.kernel.onednn;

import java.nio.FloatBuffer;
import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;

/** Floats in channels-last order, [N, X, Y, Z, C]; a sample has at most 2 GB. */
public final class Voxels {
    private final Shape extent;
    private final FloatPointer memory;
    private final FloatBuffer[] samples;

    /** Sees {@code memory}, which holds at least the extent's length, as an activation. */
    Voxels(Shape extent, FloatPointer memory) {
        this.extent = extent;
        this.memory = memory;
        this.samples = new FloatBuffer[extent.samples()];
        long length = extent.sampleLength();
        for (int n = 0; n < samples.length; n++) {
            samples[n] = new FloatPointer(memory)
                    .position(memory.position() + n * length)
                    .limit(memory.position() + (n + 1) * length)
                    .asBuffer();
        }
    }

    /** Its size. */
    public Shape extent() {
        return extent;
    }

    FloatPointer memory() {
        return memory;
    }

    /** Copies {@code count} numbers of a sample to the heap; from any thread. */
    void read(int sample, int start, float[] values, int count) {
        samples[sample].get(start, values, 0, count);
    }

    /** Copies numbers from the heap into a sample; from any thread. */
    void write(int sample, int start, float[] values, int count) {
        samples[sample].put(start, values, 0, count);
    }
}

package org.attunet.model.kernel.onednn;

import java.nio.FloatBuffer;
import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;

/** Kept as floats. */
final class FloatVoxels extends Voxels {
    private final FloatBuffer[] samples;

    /** Sees {@code memory}, which holds at least the extent's length, as an activation. */
    FloatVoxels(Shape extent, FloatPointer memory) {
        super(extent, memory);
        samples = new FloatBuffer[extent.samples()];
        long length = extent.sampleLength();
        for (int n = 0; n < samples.length; n++) {
            samples[n] = new FloatPointer(memory)
                    .position(memory.position() + n * length)
                    .limit(memory.position() + (n + 1) * length)
                    .asBuffer();
        }
    }

    @Override
    void read(int sample, int start, float[] values, int count) {
        samples[sample].get(start, values, 0, count);
    }

    @Override
    void write(int sample, int start, float[] values, int count) {
        samples[sample].put(start, values, 0, count);
    }
}

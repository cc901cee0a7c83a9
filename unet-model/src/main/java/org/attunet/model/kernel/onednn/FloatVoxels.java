package org.attunet.model.kernel.onednn;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.attunet.model.kernel.HostFloats;
import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kept as floats. */
final class FloatVoxels extends Voxels {
    private final FloatBuffer[] samples;

    /** Whose memory it is: kept for as long as this is, since the garbage collector has memory freed with its owner. */
    private final Object owner;

    /** Sees {@code memory}, which holds at least the extent's length and outlives this, as an activation. */
    FloatVoxels(Shape extent, FloatPointer memory) {
        this(extent, memory, memory);
    }

    /** Sees a dense array's numbers as an activation. */
    static FloatVoxels of(Shape extent, INDArray array) {
        return new FloatVoxels(extent, HostFloats.of(array), array);
    }

    private FloatVoxels(Shape extent, FloatPointer memory, Object owner) {
        super(extent, memory);
        this.owner = owner;
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
        try {
            samples[sample].get(start, values, 0, count);
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    @Override
    void write(int sample, int start, float[] values, int count) {
        try {
            samples[sample].put(start, values, 0, count);
        } finally {
            Reference.reachabilityFence(owner);
        }
    }
}

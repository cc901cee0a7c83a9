package org.attunet.model.kernel.onednn;

import java.nio.ShortBuffer;
import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Kept as bfloat16, to which what is written is rounded. */
final class HalfVoxels extends Voxels {
    private static final HalfConversion CONVERSION = HalfConversion.fastest();
    private static final ThreadLocal<short[]> BITS = ThreadLocal.withInitial(() -> new short[0]);

    private final ShortBuffer[] samples;

    /** Sees {@code memory}, which holds at least half the extent's length in floats, as an activation. */
    HalfVoxels(Shape extent, FloatPointer memory) {
        super(extent, memory);
        samples = new ShortBuffer[extent.samples()];
        long length = extent.sampleLength();
        ShortPointer whole = new ShortPointer(memory.getPointer(0)).capacity(extent.length());
        for (int n = 0; n < samples.length; n++) {
            samples[n] = new ShortPointer(whole)
                    .position(n * length)
                    .limit((n + 1) * length)
                    .asBuffer();
        }
    }

    private static short[] bits(int count) {
        short[] bits = BITS.get();
        if (bits.length < count) {
            bits = new short[count];
            BITS.set(bits);
        }
        return bits;
    }

    @Override
    void read(int sample, int start, float[] values, int count) {
        short[] bits = bits(count);
        samples[sample].get(start, bits, 0, count);
        CONVERSION.widen(bits, values, count);
    }

    @Override
    void write(int sample, int start, float[] values, int count) {
        short[] bits = bits(count);
        CONVERSION.round(values, bits, count);
        samples[sample].put(start, bits, 0, count);
    }
}

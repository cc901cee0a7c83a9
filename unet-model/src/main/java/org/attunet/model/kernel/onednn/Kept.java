package org.attunet.model.kernel.onednn;

import java.util.Locale;
import org.attunet.model.kernel.Shape;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.javacpp.FloatPointer;

/** How activations and gradients are kept in host memory; parameters, statistics and sums are floats everywhere. */
public enum Kept {
    /** As floats. */
    FLOAT(4, data_type.f32),
    /** As bfloat16. */
    BFLOAT16(2, data_type.bf16);

    private final int bytes;
    private final data_type type;

    Kept(int bytes, data_type type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of a number. */
    public int bytes() {
        return bytes;
    }

    /** oneDNN's name. */
    data_type type() {
        return type;
    }

    /** Floats whose place so many numbers take. */
    long floats(long numbers) {
        return (numbers * bytes + Float.BYTES - 1) / Float.BYTES;
    }

    /** Memory seen as an activation. */
    Voxels see(Shape extent, FloatPointer memory) {
        return this == FLOAT ? new FloatVoxels(extent, memory) : new HalfVoxels(extent, memory);
    }
}

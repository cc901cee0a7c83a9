package org.attunet.model.kernel.cuda;

import java.util.Locale;

/** How activations are kept and convolutions multiplied on a device; sums, statistics and parameters are float everywhere. */
public enum Precision {
    /** Kept and multiplied as float. */
    FLOAT(4),
    /** Kept as float; convolutions multiply 10 bits of each fraction: compute capability 8.0 or later. */
    TF32(4),
    /** Kept and multiplied as bfloat16: compute capability 8.0 or later. */
    BFLOAT16(2);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of a kept number. */
    public int bytes() {
        return bytes;
    }
}

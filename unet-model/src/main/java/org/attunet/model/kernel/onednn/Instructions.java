package org.attunet.model.kernel.onednn;

import java.util.Arrays;
import java.util.Comparator;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;

/**
 * The vector instructions that oneDNN found the processor to have. The environment variable {@code ONEDNN_MAX_CPU_ISA} makes it use fewer.
 *
 * @param bits a bit for each extension, as oneDNN counts them
 */
public record Instructions(int bits) {
    /** This processor's. */
    public static Instructions here() {
        return new Instructions(dnnl.dnnl_get_effective_cpu_isa());
    }

    private boolean includes(cpu_isa other) {
        return (bits & other.value) == other.value;
    }

    /** Whether it multiplies bfloat16 by itself: with avx512_bf16, which every processor with AMX has. */
    public boolean multipliesBfloat16() {
        return includes(cpu_isa.avx512_core_bf16);
    }

    /** oneDNN's name of the most of them, such as {@code avx2} or {@code avx512_core_bf16}. */
    public String word() {
        return Arrays.stream(cpu_isa.values())
                .filter(known -> known != cpu_isa.all && includes(known))
                .max(Comparator.comparingInt(known -> Integer.bitCount(known.value)))
                .map(Enum::name)
                .orElse("none");
    }
}

package org.attunet.model.kernel.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_desc;

/** Which of oneDNN's implementations of an operation are passed over. */
final class Implementations {
    private Implementations() {}

    /**
     * Passes over the pointwise convolution of bfloat16 where it sums over an odd number of channels. oneDNN 2.5.2 takes up to 30 voxels
     * at once, and with 30 (as of 270) has no register left: it loads what it multiplies over the weights, and gives its square. Its other
     * implementations are right.
     *
     * @param description what oneDNN would do; it is changed
     * @param summed activations whose channels are summed over: the input forward, the gradient of the output backward to the data
     */
    static void passOverOddPointwise(primitive_desc description, memory.desc summed) {
        if (summed.dims().get(1) % 2 != 0) {
            passOver(description, "jit_bf16_1x1");
        }
    }

    /** Takes the first one whose name does not begin so, or the last. */
    static void passOver(primitive_desc description, String prefix) {
        boolean found = true;
        while (found && name(description).startsWith(prefix)) {
            found = description.next_impl();
        }
    }

    /** As {@code ONEDNN_VERBOSE} shows it, such as {@code jit_1x1:avx2}. */
    static String name(primitive_desc description) {
        return description.impl_info_str().getString();
    }
}

package org.attunet.model.kernel.cuda;

import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** What CUDA's libraries answer, as exceptions; and addresses as they want them. */
final class Cuda {
    private static final int OUT_OF_MEMORY = 2;
    private static final int LONGEST_TEXT = 1024;

    private Cuda() {}

    /** An address without memory of its own to free. */
    static final class Address extends Pointer {
        Address(long address) {
            super((Pointer) null);
            this.address = address;
        }
    }

    /**
     * Passes where CUDA succeeded.
     *
     * @throws DeviceException else
     */
    static void check(int status, String what) {
        if (status == OUT_OF_MEMORY) {
            throw new DeviceMemoryException("the GPU's memory is full: " + what
                    + ". Try a smaller batch, patch or window, or what else uses this GPU");
        }
        if (status != 0) {
            throw new DeviceException("the GPU failed: " + what + ": " + text(cudart.cudaGetErrorString(status))
                    + " (CUDA " + status + ")");
        }
    }

    private static String text(BytePointer message) {
        return message.getString();
    }

    /** The same for cuDNN. */
    static void checkDnn(int status, String what) {
        if (status != 0) {
            byte[] last = new byte[LONGEST_TEXT];
            cudnn.cudnnGetLastErrorString(last, last.length);
            throw new DeviceException("cuDNN failed: " + what + ": " + text(cudnn.cudnnGetErrorString(status)) + " "
                    + new String(last, StandardCharsets.UTF_8).replace("\0", "").strip());
        }
    }
}

package org.attunet.model.kernel.cuda;

/** The one piece of memory that convolutions compute in, one after the other; it grows to the largest that is asked for. */
final class Workspace {
    private final CudaDriver driver;
    private long address;
    private long bytes;

    Workspace(CudaDriver driver) {
        this.driver = driver;
    }

    /** Where it lies, at least so large. */
    long atLeast(long wanted) {
        if (wanted > bytes) {
            close();
            address = driver.allocate(wanted);
            bytes = wanted;
        }
        return address;
    }

    void close() {
        if (bytes > 0) {
            driver.free(address);
            address = 0;
            bytes = 0;
        }
    }
}

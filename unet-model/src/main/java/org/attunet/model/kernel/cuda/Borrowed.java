package org.attunet.model.kernel.cuda;

/**
 * Device memory for a while.
 *
 * @param address where it lies
 * @param pool to give it back to; null where it is somebody else's
 */
record Borrowed(long address, DevicePool pool) implements AutoCloseable {
    /** Memory that is not given back. */
    static Borrowed of(long address) {
        return new Borrowed(address, null);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.give(address);
        }
    }
}

package org.attunet.model.kernel.cuda;

/**
 * The one piece of memory that convolutions compute in, one after the other; it grows to the largest that is asked for. What a recorded
 * graph computes in stays until the graph is closed, though convolutions have a larger piece by then.
 */
final class Workspace {
    private final Driver driver;
    private Block block;

    Workspace(Driver driver) {
        this.driver = driver;
        this.block = new Block(0, 0);
    }

    /** Memory with those who need it. */
    final class Block {
        private final long address;
        private final long bytes;
        private int holders = 1;

        private Block(long address, long bytes) {
            this.address = address;
            this.bytes = bytes;
        }

        long address() {
            return address;
        }

        /** One more needs it. */
        void hold() {
            synchronized (Workspace.this) {
                holders++;
            }
        }

        /** One less; after the last the memory is free. */
        void release() {
            synchronized (Workspace.this) {
                holders--;
                if (holders == 0 && bytes > 0) {
                    driver.free(address);
                }
            }
        }
    }

    /** At least so large. */
    synchronized Block atLeast(long wanted) {
        if (wanted > block.bytes) {
            block.release();
            block = new Block(0, 0); // should there be no room
            block = new Block(driver.allocate(wanted), wanted);
        }
        return block;
    }
}

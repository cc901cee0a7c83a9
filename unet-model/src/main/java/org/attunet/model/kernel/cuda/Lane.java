package org.attunet.model.kernel.cuda;

import java.nio.ByteBuffer;

/**
 * Memory of a device that is filled from the host beside the queue of work, while this goes on, and used by work of the queue. One who
 * fills again waits for what was there before, on the host or on the device; two lanes in turn do without waiting.
 */
interface Lane extends AutoCloseable {
    /** Memory on the host, in the machine's byte order, to write what is to go up: at least so many bytes. */
    ByteBuffer room(long bytes);

    /** Begins to copy so many bytes of the room. */
    void send(long bytes);

    /** Where what was sent lies, for all work that is asked for from here on. */
    long arrive();

    /** No work that is asked for from here on uses it. */
    void done();

    @Override
    void close();
}

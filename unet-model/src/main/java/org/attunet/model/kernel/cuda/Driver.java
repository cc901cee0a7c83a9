package org.attunet.model.kernel.cuda;

import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * A device's memory and its one queue of work. Everything asked of it is done in the order in which it was asked for; for one thread at
 * a time, but as {@link SharedDriver}.
 */
interface Driver {
    /** Called by a thread before it asks for anything else. */
    default void use() {}

    /** Asks for several things, with nothing that another thread asks for in between. */
    default void together(Runnable work) {
        work.run();
    }

    /** Gives memory back that nobody has any more, when nothing is in its way; from any thread. */
    default void later(Runnable task) {
        task.run();
    }

    /** Multiprocessors: how many blocks of threads run at once, and more. */
    int multiprocessors();

    /** How activations are kept. */
    Precision precision();

    /** Bytes that are free now. */
    long available();

    /**
     * Memory with arbitrary contents, its address a multiple of 512.
     *
     * @throws DeviceMemoryException where so much is not free
     */
    long allocate(long bytes);

    /** Gives memory back that no work in the queue still uses. */
    void free(long address);

    /** Copies from the host, whose memory may be written again at once. */
    void upload(Pointer from, long to, long bytes);

    /** Copies to the host, when everything before is done. */
    void download(long from, Pointer to, long bytes);

    /** A place on the host for some doubles, to which they are copied while nobody waits. */
    Readback readback(int doubles);

    /** Another way up beside the queue. */
    Lane lane();

    /** Copies within the device. */
    void copy(long from, long to, long bytes);

    /** Fills with zeros. */
    void clear(long address, long bytes);

    /** Runs a kernel. */
    void launch(Launch launch);

    /**
     * Records everything that is asked for by some work, in place of doing it. Memory may be asked for meanwhile, but nothing that the
     * host has a part in.
     *
     * @return nothing where the device cannot play that
     */
    Optional<Recording> record(Runnable work);

    /** Which of several plans was chosen for each convolution. */
    PlanBook plans();

    /** A convolution of channels-last activations. */
    PaddedConvolution convolution(PaddedConvolution.Size size);
}

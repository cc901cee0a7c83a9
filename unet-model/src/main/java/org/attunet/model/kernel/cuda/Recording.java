package org.attunet.model.kernel.cuda;

/** What a device was asked for, kept to be done again: the same kernels with the same arguments, at the same addresses. */
interface Recording extends AutoCloseable {
    /**
     * Does it.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void play();

    @Override
    void close();
}

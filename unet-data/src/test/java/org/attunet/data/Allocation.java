package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Holds work to what it may allocate: for reading what comes from elsewhere, a multiple of what the file could hold. */
public final class Allocation {
    /** Buffers, exceptions and their messages. */
    private static final long OVERHEAD = 64L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Runs {@code work} on this thread and fails where it allocated more than {@code bytes} and what is always needed. Runs it
     * twice: loading classes is no part of it.
     */
    public static void assertAtMost(long bytes, Runnable work) {
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(bytes + OVERHEAD);
    }
}

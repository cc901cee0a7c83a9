package org.attunet.experiments.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.attunet.data.StreamPool;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads a task computes with, native ones and Java's. The same number gives the same bits on processors of one kind, so a
 * task that is to come out alike here and elsewhere is given the same there.
 *
 * @param count 0 for as many as native code takes by itself
 */
public record ComputeThreads(int count) {
    /** As many as native code takes by itself. */
    public static final ComputeThreads ALL = new ComputeThreads(0);

    /** Where OpenMP reads how many threads a process has. */
    public static final String VARIABLE = "OMP_NUM_THREADS";

    /** Refuses fewer than none. */
    public ComputeThreads {
        if (count < 0) {
            throw new IllegalArgumentException("threads are at least 1, not " + count);
        }
    }

    /** Whether somebody said how many. */
    public boolean isGiven() {
        return count > 0;
    }

    /** Does something with so many, on a thread of its own where a number was given. */
    public <R> R run(Supplier<R> work) {
        if (!isGiven()) {
            return work.get();
        }
        ForkJoinPool pool = StreamPool.of(count); // which Java's parallel streams keep to
        try {
            return CompletableFuture.supplyAsync(work, pool).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Tells native code, once ND4J is loaded, on the thread that will compute. */
    void tellNativeCode() {
        if (isGiven()) {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count);
        }
    }
}

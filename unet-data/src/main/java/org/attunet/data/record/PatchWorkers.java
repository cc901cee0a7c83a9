package org.attunet.data.record;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.attunet.data.StreamPool;

/** Threads that make patches. Results come in the order of their inputs, so the number of threads changes nothing but the time. */
final class PatchWorkers {
    /** The thread that asks. */
    static final PatchWorkers NONE = new PatchWorkers(null);

    private final ForkJoinPool pool;

    private PatchWorkers(ForkJoinPool pool) {
        this.pool = pool;
    }

    /** Threads end by themselves when nothing is asked for a while. */
    static PatchWorkers of(int threads) {
        return threads == 1 ? NONE : new PatchWorkers(StreamPool.of(threads));
    }

    <T, R> List<R> map(List<T> items, Function<T, R> work) {
        if (pool == null) {
            return items.stream().map(work).toList();
        }
        return pool.submit(() -> items.parallelStream().map(work).toList()).join();
    }
}

package org.attunet.data;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/**
 * Pools whose threads Java's parallel streams keep to, watched over. In Java 17 a worker that waits for its stream may take a part of
 * it from a neighbour, leave half of that in a queue of its own and sleep; if the neighbour has just fallen asleep as well, nobody
 * comes for that half, and the stream never ends (seen in a heap dump, once in very many streams). So whoever sleeps is woken where
 * something has been left lying, and looks through all queues.
 */
public final class StreamPool {
    private static final long MILLISECONDS = 100;

    /** Held weakly: the threads of a pool that nobody holds end by themselves, and the pool goes. */
    private static final Set<ForkJoinPool> WATCHED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    static {
        Thread watch = new Thread(StreamPool::watch, "stream pools");
        watch.setDaemon(true);
        watch.start();
    }

    private StreamPool() {}

    /** A pool of so many threads. */
    public static ForkJoinPool of(int threads) {
        return watched(new ForkJoinPool(threads));
    }

    /** The same pool, watched over from now on. */
    public static ForkJoinPool watched(ForkJoinPool pool) {
        WATCHED.add(pool);
        return pool;
    }

    private static void watch() {
        try {
            while (true) {
                Thread.sleep(MILLISECONDS);
                List<ForkJoinPool> pools;
                synchronized (WATCHED) {
                    pools = List.copyOf(WATCHED);
                }
                pools.forEach(StreamPool::wake);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is given to a pool from outside wakes a worker that sleeps. */
    private static void wake(ForkJoinPool pool) {
        if (pool.getQueuedTaskCount() == 0) {
            return;
        }
        try {
            pool.execute(() -> {});
        } catch (RejectedExecutionException e) {
            WATCHED.remove(pool); // it was shut down
        }
    }
}

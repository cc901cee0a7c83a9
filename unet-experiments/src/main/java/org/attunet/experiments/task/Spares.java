package org.attunet.experiments.task;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things that take a while to make and serve one thread at a time: whoever needs one takes one that is idle, or makes another.
 *
 * @param <T> what they are
 */
public final class Spares<T> {
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();

    /** Does something with one that nobody else uses meanwhile. */
    public <R> R with(Supplier<T> make, Function<T, R> work) {
        T spare = idle.poll();
        T mine = spare == null ? make.get() : spare;
        try {
            return work.apply(mine);
        } finally {
            idle.add(mine);
        }
    }
}

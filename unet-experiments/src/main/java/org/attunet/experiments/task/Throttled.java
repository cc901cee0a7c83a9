package org.attunet.experiments.task;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands on the first of many texts and then one every half second: steps of small networks take milliseconds. */
final class Throttled implements Consumer<String> {
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(500);

    private final Consumer<String> to;
    private long next = System.nanoTime();

    Throttled(Consumer<String> to) {
        this.to = to;
    }

    @Override
    public synchronized void accept(String text) {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + BETWEEN;
            to.accept(text);
        }
    }
}

package org.attunet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamPoolTest {
    /** A pool in which something lies in a queue, and that says when it is given something. */
    private static final class Stuck extends ForkJoinPool {
        private final CountDownLatch given;
        private final long left;

        Stuck(long left, int times) {
            this.left = left;
            this.given = new CountDownLatch(times);
        }

        @Override
        public long getQueuedTaskCount() {
            return left;
        }

        @Override
        public void execute(Runnable task) {
            given.countDown();
            super.execute(task);
        }
    }

    @Test
    void sleepersAreWokenForAsLongAsSomethingLiesInAQueue() throws InterruptedException {
        assertThat(((Stuck) StreamPool.watched(new Stuck(1, 3))).given.await(1, TimeUnit.MINUTES))
                .isTrue();
    }

    @Test
    void aPoolThatHasDoneAllIsLeftAlone() throws InterruptedException {
        assertThat(((Stuck) StreamPool.watched(new Stuck(0, 1))).given.await(500, TimeUnit.MILLISECONDS))
                .isFalse();
    }

    /** The watch goes on: another pool is woken after one that takes nothing any more. */
    @Test
    void aPoolThatWasShutDownHarmsNoOther() throws InterruptedException {
        Stuck shut = new Stuck(1, 1);
        shut.shutdown();
        StreamPool.watched(shut);
        assertThat(shut.given.await(1, TimeUnit.MINUTES)).isTrue();
        sleepersAreWokenForAsLongAsSomethingLiesInAQueue();
    }

    @Test
    void streamsKeepToThePool() {
        ForkJoinPool pool = StreamPool.of(2);
        long threads = pool.submit(() -> IntStream.range(0, 1000)
                        .parallel()
                        .mapToObj(n -> Thread.currentThread())
                        .peek(thread -> assertThat(thread.getName()).startsWith("ForkJoinPool-"))
                        .distinct()
                        .count())
                .join();
        assertThat(threads).isBetween(1L, 2L);
        pool.shutdown();
    }
}

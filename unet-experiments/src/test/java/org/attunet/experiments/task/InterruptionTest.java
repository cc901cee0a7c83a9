package org.attunet.experiments.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final Interruption interruption = new Interruption();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private CompletableFuture<Boolean> request() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return interruption.request();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void withoutARunNobodyWaits() {
        assertThat(request().join()).isFalse();
    }

    @Test
    void aRunInProgressIsStoppedAndWaitedFor() throws InterruptedException {
        interruption.began(stopped::countDown);
        CompletableFuture<Boolean> request = request();
        stopped.await();
        assertThat(request).isNotDone();
        interruption.over();
        assertThat(request.join()).isTrue();
    }

    @Test
    void aRunThatIsAboutToBeginIsStoppedAsSoonAsItCanBe() throws InterruptedException {
        interruption.begins();
        CompletableFuture<Boolean> request = request();
        interruption.began(stopped::countDown);
        stopped.await();
        assertThat(request).isNotDone();
        interruption.over();
        assertThat(request.join()).isTrue();
    }
}

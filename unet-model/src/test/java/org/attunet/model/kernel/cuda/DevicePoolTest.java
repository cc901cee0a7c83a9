package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.junit.jupiter.api.Test;

class DevicePoolTest {
    private final SilentDriver driver = new SilentDriver(Precision.FLOAT);
    private final DevicePool pool = new DevicePool(driver);
    private final List<Long> used = new ArrayList<>();

    /** Two pieces, one of which is had again while the other is held. */
    private void work() {
        long first = pool.take(4096);
        long second = pool.take(4096);
        driver.copy(first, second, 4096);
        pool.give(first);
        long again = pool.take(4096);
        driver.clear(again, 4096);
        pool.give(again);
        pool.give(second);
        used.addAll(List.of(first, second, again));
    }

    @Test
    void whatWasGivenBackIsTakenAgain() {
        work();
        assertThat(used.get(2)).isEqualTo(used.get(0));
        assertThat(pool.take(4096)).isIn(used);
    }

    @Test
    void whatARecordingTouchesIsGivenToNobodyElse() {
        work();
        assertThat(pool.record(this::work)).isPresent();
        List<Long> later = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            later.add(pool.take(4096));
        }
        assertThat(later).doesNotContainAnyElementsOf(used);
        pool.give(used.get(0)); // by somebody who had it before
        assertThat(pool.take(4096)).isNotIn(used);
    }

    @Test
    void whatARecordingHeldOnToStaysItsOwn() {
        long[] held = new long[1];
        assertThat(pool.record(() -> held[0] = pool.take(4096))).isPresent();
        pool.give(held[0]);
        assertThat(pool.take(4096)).isNotEqualTo(held[0]);
    }

    @Test
    void recordedWorkIsDoneWhenItIsPlayedAndNotBefore() {
        long place = pool.take(512);
        driver.upload(new LongPointer(new long[] {7}), place, Long.BYTES);
        Recording clearing = pool.record(() -> driver.clear(place, 512)).orElseThrow();
        assertThat(at(place)).isEqualTo(7);
        clearing.play();
        assertThat(at(place)).isZero();
    }

    private long at(long place) {
        LongPointer host = new LongPointer(1);
        driver.download(place, host, Long.BYTES);
        return host.get();
    }

    @Test
    void aRecordingEndsWithItsMemory() {
        Recording made = pool.record(this::work).orElseThrow();
        made.play();
        pool.clear();
        assertThatThrownBy(made::play).isInstanceOf(IllegalStateException.class);
        assertThat(pool.take(4096)).isNotZero();
    }

    @Test
    void nothingThatTheHostHasAPartInIsRecorded() {
        long place = pool.take(512);
        LongPointer host = new LongPointer(1);
        assertThatThrownBy(() -> pool.record(() -> driver.upload(host, place, Long.BYTES)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.record(() -> driver.download(place, host, Long.BYTES)))
                .isInstanceOf(IllegalStateException.class);
    }

    /** First what it needs is made, then it is recorded. */
    @Test
    void repeatedWorkIsPlayedFromTheSecondTimeOn() {
        RepeatedWork work = new RepeatedWork(pool, this::work);
        for (int n = 0; n < 4; n++) {
            work.run();
        }
        assertThat(used).as("asked for twice").hasSize(6);
        assertThat(driver.recordings).isEqualTo(1);
        assertThat(driver.plays).isEqualTo(3);
    }

    @Test
    void aWorkspaceThatAGraphUsesOutlivesALargerOne() {
        Workspace workspace = new Workspace(driver);
        Workspace.Block small = workspace.atLeast(1000);
        small.hold();
        Workspace.Block large = workspace.atLeast(2000);
        assertThat(workspace.atLeast(1500)).isSameAs(large);
        driver.clear(small.address(), 1000);
        small.release();
        assertThatThrownBy(() -> driver.clear(small.address(), 1000)).isInstanceOf(IllegalArgumentException.class);
    }
}

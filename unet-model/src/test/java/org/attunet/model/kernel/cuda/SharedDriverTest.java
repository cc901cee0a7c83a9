package org.attunet.model.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.LongPointer;
import org.junit.jupiter.api.Test;

class SharedDriverTest {
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED);

    private final SilentDriver device = new SilentDriver(Precision.FLOAT);
    private final SharedDriver driver = new SharedDriver(device);

    /** Another thread that has asked for something: it waits for its turn, or is through. */
    private static Thread asking(Runnable task) {
        Thread other = new Thread(task);
        other.start();
        while (!WAITING.contains(other.getState())) {
            Thread.onSpinWait();
        }
        return other;
    }

    private long placeWith(long number) {
        long place = driver.allocate(512);
        put(number, place);
        return place;
    }

    private void put(long number, long place) {
        try (LongPointer host = new LongPointer(new long[] {number})) {
            driver.upload(host, place, Long.BYTES);
        }
    }

    private long at(long place) {
        try (LongPointer host = new LongPointer(1)) {
            driver.download(place, host, Long.BYTES);
            return host.get();
        }
    }

    @Test
    void whatAnotherThreadAsksForIsNoPartOfARecording() throws InterruptedException {
        long own = placeWith(1);
        long others = placeWith(2);
        List<Thread> threads = new ArrayList<>();
        Recording recording = driver.record(() -> {
                    threads.add(asking(() -> driver.clear(others, 512)));
                    driver.clear(own, 512);
                })
                .orElseThrow();
        threads.get(0).join();
        assertThat(at(own)).isEqualTo(1);
        assertThat(at(others)).as("done at once").isZero();
        put(3, others);
        recording.play();
        assertThat(at(own)).isZero();
        assertThat(at(others)).isEqualTo(3);
    }

    @Test
    void aThreadWhoseWorkTheHostHasAPartInWaitsForTheEndOfARecording() throws InterruptedException {
        long own = placeWith(1);
        long others = placeWith(2);
        List<Long> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        driver.record(() -> {
            threads.add(asking(() -> seen.add(at(others))));
            driver.clear(own, 512);
        });
        threads.get(0).join();
        assertThat(seen).containsExactly(2L);
    }

    @Test
    void nothingComesBetweenWhatIsAskedForTogether() throws InterruptedException {
        long from = placeWith(5);
        long place = placeWith(6);
        long to = placeWith(7);
        List<Thread> threads = new ArrayList<>();
        driver.together(() -> {
            driver.copy(from, place, 512);
            threads.add(asking(() -> driver.clear(place, 512)));
            driver.copy(place, to, 512);
        });
        threads.get(0).join();
        assertThat(at(to)).isEqualTo(5);
        assertThat(at(place)).isZero();
    }

    /** A collector of garbage gives back in a thread of its own, at any time. */
    @Test
    void memoryIsGivenBackAfterARecordingAndNotWithinIt() {
        long left = placeWith(1);
        long own = placeWith(2);
        driver.record(() -> {
            collect(left);
            driver.clear(own, 512);
            assertThat(device.has(left)).isTrue();
        });
        driver.clear(own, 512);
        assertThat(device.has(left)).isFalse();
    }

    /** Another thread says that nobody has it any more, and does not wait for it to be gone. */
    private void collect(long address) {
        Thread collector = new Thread(() -> driver.later(() -> driver.free(address)));
        collector.start();
        try {
            collector.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatNobodyHasAnyMoreMakesRoomForOneWhoFindsNone() {
        long left = driver.allocate(512);
        device.room = 1024;
        long[] found = new long[1];
        driver.together(() -> {
            collect(left);
            found[0] = driver.allocate(1024);
        });
        assertThat(found[0]).isNotZero();
        assertThat(device.has(left)).isFalse();
    }

    /** Convolutions, ways up and ways down are the device's too. */
    @Test
    void everyWayToTheDeviceTakesItsTurn() throws InterruptedException {
        long place = placeWith(4);
        Readback readback = driver.readback(1);
        Lane lane = driver.lane();
        PaddedConvolution convolution =
                driver.convolution(new PaddedConvolution.Size(new Shape(1, 8, 2, 2, 2), 8, Stencil.same(1)));
        List<Runnable> ways = List.of(
                () -> readback.begin(place),
                () -> lane.room(64),
                () -> lane.send(64),
                lane::arrive,
                lane::done,
                () -> convolution.forward(place, place, place),
                () -> convolution.data(place, place, place),
                () -> convolution.filter(place, place, place),
                () -> put(1, place),
                () -> at(place),
                () -> driver.copy(place, place, 512),
                () -> driver.clear(place, 512),
                () -> driver.allocate(512),
                driver::available,
                lane::close);
        for (Runnable way : ways) {
            List<Thread> threads = new ArrayList<>();
            driver.record(() -> {
                threads.add(asking(way));
                assertThat(threads.get(0).getState()).isEqualTo(Thread.State.WAITING);
            });
            threads.get(0).join();
        }
    }
}

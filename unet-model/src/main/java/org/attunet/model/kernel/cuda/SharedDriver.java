package org.attunet.model.kernel.cuda;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/**
 * A device for several threads, each with networks of its own: they take turns in asking. While one records, the others wait, since
 * whatever is asked for meanwhile would become a part of the recording; and memory is given back between two turns, never within one.
 */
final class SharedDriver implements Driver {
    /** Nanoseconds for what nobody has any more to be given back. */
    private static final long GRACE = 200_000_000;

    private final Driver driver;

    /** In the order in which they came: one who asks without pause would else keep the others out. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();

    /** While work is recorded or memory given back, nothing more is given back. */
    private boolean isBusy;

    SharedDriver(Driver driver) {
        this.driver = driver;
    }

    private <R> R turn(Supplier<R> task) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                driver.use();
                tidy();
            }
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void together(Runnable work) {
        turn(() -> {
            work.run();
            return null;
        });
    }

    /** Gives back what nobody has any more. */
    private void tidy() {
        if (isBusy) {
            return;
        }
        isBusy = true;
        try {
            for (Runnable task = left.poll(); task != null; task = left.poll()) {
                task.run();
            }
        } finally {
            isBusy = false;
        }
    }

    /** Now if it is nobody's turn, else before the next one. */
    @Override
    public void later(Runnable task) {
        left.add(task);
        if (lock.tryLock()) {
            try {
                driver.use();
                tidy();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void use() {
        driver.use();
    }

    @Override
    public int multiprocessors() {
        return driver.multiprocessors();
    }

    @Override
    public Precision precision() {
        return driver.precision();
    }

    @Override
    public long available() {
        return turn(driver::available);
    }

    /** Once more where it is full, after networks that nobody has any more gave back what they held. */
    @Override
    public long allocate(long bytes) {
        return turn(() -> {
            try {
                return driver.allocate(bytes);
            } catch (DeviceMemoryException full) {
                System.gc();
                LockSupport.parkNanos(GRACE);
                tidy();
                return driver.allocate(bytes);
            }
        });
    }

    @Override
    public void free(long address) {
        together(() -> driver.free(address));
    }

    @Override
    public void upload(Pointer from, long to, long bytes) {
        together(() -> driver.upload(from, to, bytes));
    }

    @Override
    public void download(long from, Pointer to, long bytes) {
        together(() -> driver.download(from, to, bytes));
    }

    @Override
    public void copy(long from, long to, long bytes) {
        together(() -> driver.copy(from, to, bytes));
    }

    @Override
    public void clear(long address, long bytes) {
        together(() -> driver.clear(address, bytes));
    }

    @Override
    public void launch(Launch launch) {
        together(() -> driver.launch(launch));
    }

    /** Who looks at what was copied waits for the device alone, not for a turn. */
    @Override
    public Readback readback(int doubles) {
        Readback readback = turn(() -> driver.readback(doubles));
        return from -> turn(() -> readback.begin(from));
    }

    @Override
    public Lane lane() {
        return new SharedLane(turn(driver::lane));
    }

    @Override
    public Optional<Recording> record(Runnable work) {
        return turn(() -> {
            isBusy = true;
            try {
                return driver.record(work).map(SharedRecording::new);
            } finally {
                isBusy = false;
            }
        });
    }

    @Override
    public PlanBook plans() {
        return driver.plans();
    }

    @Override
    public PaddedConvolution convolution(PaddedConvolution.Size size) {
        return new SharedConvolution(turn(() -> driver.convolution(size)));
    }

    private final class SharedRecording implements Recording {
        private final Recording recording;

        SharedRecording(Recording recording) {
            this.recording = recording;
        }

        @Override
        public void play() {
            together(recording::play);
        }

        @Override
        public void close() {
            together(recording::close);
        }
    }

    private final class SharedConvolution implements PaddedConvolution {
        private final PaddedConvolution convolution;

        SharedConvolution(PaddedConvolution convolution) {
            this.convolution = convolution;
        }

        @Override
        public void forward(long x, long weights, long y) {
            together(() -> convolution.forward(x, weights, y));
        }

        @Override
        public boolean canActivate(float slope) {
            return turn(() -> convolution.canActivate(slope));
        }

        @Override
        public void activated(long x, long weights, long bias, float slope, long y) {
            together(() -> convolution.activated(x, weights, bias, slope, y));
        }

        @Override
        public void data(long dy, long weights, long dx) {
            together(() -> convolution.data(dy, weights, dx));
        }

        @Override
        public void filter(long x, long dy, long dw) {
            together(() -> convolution.filter(x, dy, dw));
        }
    }

    private final class SharedLane implements Lane {
        private final Lane lane;

        SharedLane(Lane lane) {
            this.lane = lane;
        }

        @Override
        public ByteBuffer room(long bytes) {
            return turn(() -> lane.room(bytes));
        }

        @Override
        public void send(long bytes) {
            together(() -> lane.send(bytes));
        }

        @Override
        public long arrive() {
            return turn(lane::arrive);
        }

        @Override
        public void done() {
            together(lane::done);
        }

        @Override
        public void close() {
            together(lane::close);
        }
    }
}

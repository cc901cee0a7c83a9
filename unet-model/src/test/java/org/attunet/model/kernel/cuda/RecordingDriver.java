package org.attunet.model.kernel.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/** A device that is none, and records as one does: work is listed, not done, and the host may have no part in it. */
abstract class RecordingDriver implements Driver {
    private final PlanBook plans;
    private List<Runnable> recorded;

    /** Recordings that were made, and how often one was played. */
    int recordings;

    int plays;

    /** By what name plans are kept. */
    RecordingDriver(String device) {
        plans = new PlanBook(device);
    }

    @Override
    public PlanBook plans() {
        return plans;
    }

    /** Does something, or lists it while work is recorded. */
    final void ask(Runnable task) {
        if (recorded == null) {
            task.run();
        } else {
            recorded.add(task);
        }
    }

    /** Passes where the host may have a part. */
    final void requireNoRecording() {
        if (recorded != null) {
            throw new IllegalStateException("the host has a part in what is recorded");
        }
    }

    @Override
    public Optional<Recording> record(Runnable work) {
        requireNoRecording();
        List<Runnable> tasks = new ArrayList<>();
        recorded = tasks;
        try {
            work.run();
        } finally {
            recorded = null;
        }
        recordings++;
        return Optional.of(new Listed(tasks));
    }

    /** What was asked for, one after the other. */
    private final class Listed implements Recording {
        private List<Runnable> tasks;

        Listed(List<Runnable> tasks) {
            this.tasks = tasks;
        }

        @Override
        public void play() {
            if (tasks == null) {
                throw new IllegalStateException("the recording is closed");
            }
            tasks.forEach(Runnable::run);
            plays++;
        }

        @Override
        public void close() {
            tasks = null;
        }
    }

    /** Copies as late as it may, into memory and from a room that others could have written meanwhile. */
    @Override
    public Lane lane() {
        return new LateLane();
    }

    private final class LateLane implements Lane {
        private BytePointer host = new BytePointer();
        private long device;
        private long onTheWay;

        @Override
        public ByteBuffer room(long bytes) {
            arrive();
            if (bytes > host.capacity()) {
                close();
                host = new BytePointer(bytes);
                device = allocate(bytes);
            }
            return host.asBuffer().order(ByteOrder.nativeOrder());
        }

        @Override
        public void send(long bytes) {
            onTheWay = bytes;
        }

        @Override
        public long arrive() {
            if (onTheWay > 0) {
                upload(host, device, onTheWay);
                onTheWay = 0;
            }
            return device;
        }

        @Override
        public void done() {
            requireNoRecording();
        }

        @Override
        public void close() {
            if (host.capacity() > 0) {
                free(device);
                host.close();
                host = new BytePointer();
            }
        }
    }

    @Override
    public Readback readback(int doubles) {
        return from -> {
            double[] found = new double[doubles];
            try (DoublePointer host = new DoublePointer(doubles)) {
                download(from, host, (long) doubles * Double.BYTES);
                host.get(found);
            }
            return () -> found;
        };
    }
}

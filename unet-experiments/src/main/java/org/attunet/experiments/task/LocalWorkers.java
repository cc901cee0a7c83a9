package org.attunet.experiments.task;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import org.attunet.train.InterruptedTrainingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks side by side in processes of this machine. A process is started when a task first needs it and serves one task after the
 * other; one that ends while it works, whoever ended it, is replaced, and its task is taken up again where it was.
 */
public final class LocalWorkers implements TaskExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWorkers.class);

    /** A task that ends its process so often does so by itself. */
    private static final int MOST_ATTEMPTS = 4;

    private final IntFunction<ProcessBuilder> commands;
    private final TaskWatch watch;
    private final Interruption interruption;
    private final List<Slot> slots = new ArrayList<>();
    private final BlockingQueue<Slot> free = new LinkedBlockingQueue<>();
    private volatile boolean isStopped;

    private static final class Slot {
        private final int number;
        private WorkerProcess worker;

        Slot(int number) {
            this.number = number;
        }
    }

    /**
     * As many workers as are asked for.
     *
     * @param count how many
     * @param commands what starts the worker of a number, from 0
     * @param watch receives what becomes of tasks
     * @param interruption how all are stopped; they save their state first
     */
    public LocalWorkers(int count, IntFunction<ProcessBuilder> commands, TaskWatch watch, Interruption interruption) {
        this.commands = commands;
        this.watch = watch;
        this.interruption = interruption;
        for (int n = 0; n < count; n++) {
            slots.add(new Slot(n));
        }
        free.addAll(slots);
        interruption.begins();
        interruption.began(this::stop);
    }

    @Override
    public void planned(List<String> titles) {
        titles.forEach(watch::planned);
    }

    @Override
    public int slots() {
        return slots.size();
    }

    @Override
    @SuppressWarnings("unchecked") // what a task returns is what it says
    public <R extends Serializable> R run(Task<R> task) {
        Slot slot = taken();
        try {
            Reply reply = reply(slot, task);
            Object value = Wire.value(reply.word());
            if (reply.kind() == Reply.Kind.RESULT) {
                watch.ended(task.title(), "done");
                return (R) value;
            }
            throw failure((Throwable) value);
        } catch (RuntimeException | Error failure) {
            watch.ended(task.title(), failure instanceof InterruptedTrainingException ? "interrupted" : "failed");
            throw failure;
        } finally {
            free.add(slot);
        }
    }

    private static RuntimeException failure(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }

    private Slot taken() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedTrainingException("interrupted before a worker was free");
        }
    }

    private Reply reply(Slot slot, Task<?> task) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            requireGoingOn(task);
            WorkerProcess worker = worker(slot);
            watch.begun(task.title(), "worker " + (slot.number + 1));
            Optional<Reply> reply = worker.run(task, (kind, text) -> heard(task, kind, text));
            if (reply.isPresent()) {
                return reply.get();
            }
            requireGoingOn(task);
            LOG.warn(
                    "worker {} (process {}) {} while it ran {}, which is taken up again",
                    slot.number + 1,
                    worker.pid(),
                    end(worker),
                    task.title());
        }
        throw new IllegalStateException(task.title() + " was given up: " + MOST_ATTEMPTS
                + " processes ended while they ran it; its folder and the messages above say how far it came");
    }

    private void heard(Task<?> task, Reply.Kind kind, String text) {
        if (kind == Reply.Kind.NOTE) {
            watch.message("unet: " + text);
        } else {
            watch.at(task.title(), text);
        }
    }

    private void requireGoingOn(Task<?> task) {
        if (isStopped) {
            throw InterruptedTrainingException.before(task.title());
        }
    }

    private static String end(WorkerProcess worker) {
        try {
            return worker.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was lost";
        }
    }

    private WorkerProcess worker(Slot slot) {
        synchronized (slot) {
            if (slot.worker == null || !slot.worker.isAlive()) {
                try {
                    slot.worker = new WorkerProcess(
                            commands.apply(slot.number),
                            line -> watch.message("worker " + (slot.number + 1) + ": " + line));
                } catch (IOException e) {
                    throw new UncheckedIOException("a worker did not start", e);
                }
            }
            return slot.worker;
        }
    }

    /** Whatever is in progress saves its state. */
    private void stop() {
        isStopped = true;
        slots.forEach(slot -> {
            synchronized (slot) {
                if (slot.worker != null) {
                    slot.worker.stop();
                }
            }
        });
    }

    @Override
    public void close() {
        stop();
        slots.forEach(slot -> {
            synchronized (slot) {
                if (slot.worker != null) {
                    slot.worker.close();
                }
            }
        });
        interruption.over();
    }
}

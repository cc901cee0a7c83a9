package org.attunet.experiments.task;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a task finds where it runs. */
public final class TaskContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskContext.class);

    private final Supplier<Backend> backend;
    private final Interruption interruption;
    private final ComputeThreads threads;
    private final Looks looks;
    private final Optional<Path> cache;
    private final Map<Object, Object> shared;

    /**
     * Who looks at a task.
     *
     * @param cases receives how far it is with its cases
     * @param watcher receives from elsewhere how far it is, in a few words
     * @param notes receives what it has to say to people
     */
    private record Looks(Progress cases, Optional<Consumer<String>> watcher, Consumer<String> notes) {}

    /**
     * Of a process.
     *
     * @param backend what computes networks there, found out when one is first needed
     * @param interruption how its tasks are stopped
     * @param threads that a task computes with
     * @param cases receives how far a task is with its cases
     */
    public TaskContext(Supplier<Backend> backend, Interruption interruption, ComputeThreads threads, Progress cases) {
        this(
                backend,
                interruption,
                threads,
                new Looks(cases, Optional.empty(), line -> {}),
                Optional.empty(),
                new ConcurrentHashMap<>());
    }

    private TaskContext(
            Supplier<Backend> backend,
            Interruption interruption,
            ComputeThreads threads,
            Looks looks,
            Optional<Path> cache,
            Map<Object, Object> shared) {
        this.backend = backend;
        this.interruption = interruption;
        this.threads = threads;
        this.looks = looks;
        this.cache = cache;
        this.shared = shared;
    }

    /** The same for a task that runs beside others of this process, and is stopped by itself. */
    public TaskContext stoppedBy(Interruption own) {
        return new TaskContext(backend, own, threads, looks, cache, shared);
    }

    /** The same for a task that is looked at from elsewhere, where its progress goes in a few words. */
    public TaskContext reporting(Consumer<String> to) {
        Progress counted = (done, total) -> to.accept(total == 0 ? "" : 100 * done / total + " % of its cases");
        return looked(new Looks(counted, Optional.of(to), looks.notes));
    }

    /** The same with another look at how far a task is with its cases. */
    public TaskContext counting(Progress cases) {
        return looked(new Looks(cases, looks.watcher, looks.notes));
    }

    /** The same with somebody who hears what a task has to say. */
    public TaskContext noting(Consumer<String> to) {
        return looked(new Looks(looks.cases, looks.watcher, to));
    }

    private TaskContext looked(Looks others) {
        return new TaskContext(backend, interruption, threads, others, cache, shared);
    }

    /** The same on a machine that keeps preprocessed cases in a folder of its own. */
    public TaskContext caching(Path folder) {
        return new TaskContext(backend, interruption, threads, looks, Optional.of(folder), shared);
    }

    /** What computes networks, with as many threads as a task is to have; to be asked for by the thread that computes. */
    public Backend backend() {
        Backend computing = backend.get();
        threads.tellNativeCode();
        return computing;
    }

    /** Runs a task here. */
    public <R extends Serializable> R run(Task<R> task) {
        return threads.run(() -> task.run(this));
    }

    /** How the task is stopped. */
    public Interruption interruption() {
        return interruption;
    }

    /** Receives how far the task is with its cases. */
    public Progress cases() {
        return looks.cases;
    }

    /** Receives how far the task is with the windows of its only case; and stops it between two of them where that was asked for. */
    public Progress windows(String title) {
        Progress counted = looks.watcher
                .<Progress>map(to -> (done, total) -> to.accept(100 * done / total + " % of its windows"))
                .orElse(looks.cases);
        return (done, total) -> {
            interruption.requireGoingOn(title);
            counted.at(done, total);
        };
    }

    /** This machine's own folder for preprocessed cases; empty where the one of all runs serves. */
    public Optional<Path> cache() {
        return cache;
    }

    /** Who looks at the task from elsewhere. */
    public Optional<Consumer<String>> watcher() {
        return looks.watcher;
    }

    /** Says something to people, such as what is odd about a scan: one line. */
    public void note(String line) {
        looks.notes.accept(line);
    }

    /** What several tasks of a process need alike, such as a model: made by the first of them. */
    public <T> T shared(Object key, Class<T> type, Supplier<T> make) {
        return type.cast(shared.computeIfAbsent(key, k -> make.get()));
    }

    /** Closes what tasks shared, as far as that can be closed. */
    @Override
    public void close() {
        for (Object value : shared.values()) {
            if (value instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
        shared.clear();
    }

    private static void close(AutoCloseable shared) {
        try {
            shared.close();
        } catch (Exception e) { // of whatever kind: nothing is lost with it
            LOG.debug("what tasks shared", e);
        }
    }
}

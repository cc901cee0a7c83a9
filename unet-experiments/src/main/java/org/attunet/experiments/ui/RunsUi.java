package org.attunet.experiments.ui;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.ui.i18n.DefaultI18N;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The training UI over a runs folder: runs that are there and runs that begin while it is open. */
public final class RunsUi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunsUi.class);
    private static final long MILLISECONDS_BETWEEN_LOOKS = 2000;

    private final RunsFolder folder;
    private final Vertx vertx;
    private final LoopbackServer server;
    private final Sessions sessions;
    private final Map<Path, WatchedStorage> attached = new HashMap<>();
    /** What could not be read, and when it was written. */
    private final Map<Path, Long> refused = new HashMap<>();

    private final Thread watcher = new Thread(this::watch, "runs");

    private RunsUi(RunsFolder folder, Vertx vertx, LoopbackServer server, Sessions sessions) {
        this.folder = folder;
        this.vertx = vertx;
        this.server = server;
        this.sessions = sessions;
    }

    /**
     * Starts the UI on 127.0.0.1.
     *
     * @param runs the runs folder; need not exist yet
     * @param port 0 for any that is free
     * @throws CompletionException where the port cannot be had
     */
    public static RunsUi start(Path runs, int port) {
        // Loading its classes blocks the event loop for seconds, which Vert.x would report as a fault.
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setBlockedThreadCheckInterval(TimeUnit.HOURS.toMillis(1))
                // Nothing but whole paths are served as files, so no copies of what is on the class path are kept.
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        Sessions sessions = new Sessions();
        LoopbackServer server = new LoopbackServer(port, sessions);
        CompletableFuture<String> deployed = new CompletableFuture<>();
        vertx.deployVerticle(server, result -> {
            if (result.succeeded()) {
                deployed.complete(result.result());
            } else {
                deployed.completeExceptionally(result.cause());
            }
        });
        try {
            deployed.join();
        } catch (CompletionException e) {
            vertx.close();
            throw e;
        }
        // Looks for texts of the pages once, and leaves a copy of a template at that.
        DefaultI18N.getInstance();
        Leftovers.clear();
        RunsUi ui = new RunsUi(new RunsFolder(runs), vertx, server, sessions);
        server.attach(new RunsAnchor(ui.folder));
        ui.look();
        ui.watcher.setDaemon(true);
        ui.watcher.start();
        return ui;
    }

    /** Where it answers; the comparison page is {@code compare} below it. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/");
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
                look();
            }
        } catch (InterruptedException e) {
            // closed
            Thread.currentThread().interrupt();
        }
    }

    /** Attaches runs that have appeared, and passes on what other processes wrote. */
    private void look() {
        attempt(
                folder.root(),
                () -> folder.runs().stream()
                        .map(run -> run.folder().resolve("stats.db"))
                        .filter(file -> !attached.containsKey(file) && Files.isRegularFile(file))
                        .forEach(file -> attempt(file, () -> attachUnlessRefused(file))));
        attached.forEach((file, storage) -> attempt(file, storage::look));
    }

    /** A file that was refused is looked at again when it has changed: a run may have been about to begin it. */
    private void attachUnlessRefused(Path file) {
        long written = file.toFile().lastModified();
        if (refused.getOrDefault(file, -1L) == written) {
            return;
        }
        try {
            attach(file);
            refused.remove(file);
        } catch (StatisticsException e) {
            LOG.debug("{}", file, e);
            if (refused.put(file, written) == null) {
                LOG.warn("{} {}; the training UI does not show it", file, e.getMessage());
            }
        }
    }

    private void attach(Path file) {
        WatchedStorage storage = WatchedStorage.open(file);
        attached.put(file, storage);
        server.attach(storage.storage());
        sessions.add(storage);
    }

    /** A run being deleted, a damaged database or one in the middle of a write hides no other run; the next look may do. */
    private static void attempt(Path what, Runnable looking) {
        try {
            looking.run();
        } catch (RuntimeException e) {
            LOG.debug("looking at {}", what, e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        vertx.close(result -> closed.complete(null));
        closed.join();
        attached.values().forEach(WatchedStorage::close);
    }
}

package org.attunet.experiments.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.deeplearning4j.core.storage.StatsStorageListener.EventType;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;

/**
 * A run's statistics, written by another process. Deeplearning4j only tells the UI of what its own process wrote; this looks
 * into the file and tells the rest.
 */
final class WatchedStorage implements AutoCloseable {
    private final StatsStorage file;
    private final StatsStorage storage;
    private final List<StatsStorageListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();

    private WatchedStorage(StatsStorage file) {
        this.file = file;
        this.storage = (StatsStorage) Proxy.newProxyInstance(
                WatchedStorage.class.getClassLoader(), new Class<?>[] {StatsStorage.class}, this::call);
    }

    static WatchedStorage open(Path file) {
        return new WatchedStorage(new J7FileStatsStorage(file.toFile()));
    }

    /** What the UI attaches. */
    StatsStorage storage() {
        return storage;
    }

    /** Tells the listeners of sessions and updates since the last look. */
    void look() {
        for (String session : file.listSessionIDs()) {
            List<Persistable> latest = file.getLatestUpdateAllWorkers(session, StatsListener.TYPE_ID);
            for (Persistable update : latest) {
                Long before = seen.put(session, update.getTimeStamp());
                if (before == null) {
                    tell(EventType.NewSessionID, update);
                    // The pages take note of a session by this event alone.
                    tell(EventType.PostStaticInfo, update);
                }
                if (before == null || before < update.getTimeStamp()) {
                    tell(EventType.PostUpdate, update);
                }
            }
        }
    }

    private void tell(EventType type, Persistable update) {
        StatsStorageEvent event = new StatsStorageEvent(
                storage, type, update.getSessionID(), update.getTypeID(), update.getWorkerID(), update.getTimeStamp());
        listeners.forEach(listener -> listener.notify(event));
    }

    private Object call(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "registerStatsStorageListener" -> {
                listeners.add((StatsStorageListener) arguments[0]);
                yield null;
            }
            case "deregisterStatsStorageListener" -> {
                listeners.remove((StatsStorageListener) arguments[0]);
                yield null;
            }
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> delegate(method, arguments);
        };
    }

    private Object delegate(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(file, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

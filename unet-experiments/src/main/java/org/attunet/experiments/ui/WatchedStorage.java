package org.attunet.experiments.ui;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.core.storage.StatsStorageListener.EventType;
import org.deeplearning4j.ui.model.stats.StatsListener;

/**
 * A run's statistics, written by another process. Deeplearning4j only notifies the UI of what its own process wrote; this looks
 * into the file and notifies it of the rest.
 */
final class WatchedStorage implements AutoCloseable {
    private final StatisticsFile file;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    private WatchedStorage(StatisticsFile file) {
        this.file = file;
    }

    /** @throws StatisticsException where it is not what a training writes */
    static WatchedStorage open(Path file) {
        return new WatchedStorage(StatisticsFile.open(file));
    }

    /** What the UI attaches. */
    StatisticsFile storage() {
        return file;
    }

    /** The sessions whose updates were seen, each with the last one's time in milliseconds since 1970. */
    Map<String, Long> lastUpdates() {
        return Map.copyOf(seen);
    }

    /** Notifies the listeners of sessions and updates since the last look. */
    void look() {
        for (String session : file.listSessionIDs()) {
            for (Persistable update : file.getLatestUpdateAllWorkers(session, StatsListener.TYPE_ID)) {
                Long before = seen.put(session, update.getTimeStamp());
                if (before == null) {
                    notifyListeners(EventType.NewSessionID, session, update);
                    // The pages take note of a session by this event alone.
                    notifyListeners(EventType.PostStaticInfo, session, update);
                }
                if (before == null || before < update.getTimeStamp()) {
                    notifyListeners(EventType.PostUpdate, session, update);
                }
            }
        }
    }

    private void notifyListeners(EventType type, String session, Persistable update) {
        StatsStorageEvent event = new StatsStorageEvent(
                file, type, session, update.getTypeID(), update.getWorkerID(), update.getTimeStamp());
        file.getListeners().forEach(listener -> listener.notify(event));
    }

    @Override
    public void close() {
        file.close();
    }
}

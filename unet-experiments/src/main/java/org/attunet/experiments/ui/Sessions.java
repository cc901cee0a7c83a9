package org.attunet.experiments.ui;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sessions of all runs that are attached; one thread adds to them, and others ask. */
final class Sessions {
    private final List<WatchedStorage> storages = new CopyOnWriteArrayList<>();

    void add(WatchedStorage storage) {
        storages.add(storage);
    }

    /** The session that wrote last: one that trains, as long as one does. */
    Optional<String> newest() {
        return storages.stream()
                .flatMap(storage -> storage.lastUpdates().entrySet().stream())
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey);
    }

    /** Nothing of a session that is not there, or has not written yet. */
    Optional<RunTimes> times(String session) {
        return storages.stream()
                .filter(storage -> storage.lastUpdates().containsKey(session))
                .findFirst()
                .flatMap(storage -> RunTimes.of(storage.storage(), session));
    }
}

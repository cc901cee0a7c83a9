package org.attunet.experiments.ui;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageListener;
import org.deeplearning4j.core.storage.StorageMetaData;

/** The half of a storage of statistics that is the same wherever nothing is written: its listeners, and that it takes nothing. */
abstract class ReadOnlyStorage implements StatsStorage {
    private final List<StatsStorageListener> listeners = new CopyOnWriteArrayList<>();

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("these statistics are only read");
    }

    @Override
    public void putStorageMetaData(StorageMetaData data) {
        throw readOnly();
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> data) {
        throw readOnly();
    }

    @Override
    public void putStaticInfo(Persistable info) {
        throw readOnly();
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> info) {
        throw readOnly();
    }

    @Override
    public void putUpdate(Persistable update) {
        throw readOnly();
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        throw readOnly();
    }

    @Override
    public void registerStatsStorageListener(StatsStorageListener listener) {
        listeners.add(listener);
    }

    @Override
    public void deregisterStatsStorageListener(StatsStorageListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void removeAllListeners() {
        listeners.clear();
    }

    @Override
    public List<StatsStorageListener> getListeners() {
        return List.copyOf(listeners);
    }
}

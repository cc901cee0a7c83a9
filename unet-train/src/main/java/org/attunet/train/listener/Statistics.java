package org.attunet.train.listener;

import java.io.IOException;
import java.util.Collection;
import org.attunet.train.RunFolder;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.StorageMetaData;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's {@code stats.db}. Pictures for the training UI are not worth a run: where they cannot be written (a full disk, a damaged
 * database, one that another process holds) they end with a warning, and the run goes on.
 */
final class Statistics implements StatsStorageRouter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);

    private final RunFolder folder;
    private final WholeRunReports reports;
    private J7FileStatsStorage storage;

    Statistics(RunFolder folder, WholeRunReports reports) {
        this.folder = folder;
        this.reports = reports;
        DriverLeftovers.clear();
        attempt(() -> storage = new J7FileStatsStorage(folder.statistics().toFile()));
    }

    private void put(Runnable writing) {
        if (storage != null) {
            attempt(writing);
        }
    }

    private void attempt(Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    private void giveUp(Exception reason) {
        LOG.warn(
                "{}: nothing more for the training UI can be written ({}); the run goes on",
                folder.statistics(),
                reason.getMessage());
        storage = null;
    }

    @Override
    public void putStorageMetaData(StorageMetaData data) {
        put(() -> storage.putStorageMetaData(data));
    }

    @Override
    public void putStorageMetaData(Collection<? extends StorageMetaData> data) {
        put(() -> storage.putStorageMetaData(data));
    }

    @Override
    public void putStaticInfo(Persistable info) {
        put(() -> storage.putStaticInfo(reports.of(info)));
    }

    @Override
    public void putStaticInfo(Collection<? extends Persistable> info) {
        put(() -> storage.putStaticInfo(reports.of(info)));
    }

    @Override
    public void putUpdate(Persistable update) {
        put(() -> storage.putUpdate(reports.of(update)));
    }

    @Override
    public void putUpdate(Collection<? extends Persistable> updates) {
        put(() -> storage.putUpdate(reports.of(updates)));
    }

    @Override
    public void close() {
        if (storage == null) {
            return;
        }
        try {
            storage.close();
        } catch (IOException | RuntimeException e) {
            giveUp(e);
        }
    }
}

package org.attunet.train.listener;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;

/** Writes what DL4J's training UI shows; another process may read it meanwhile. */
public final class StatisticsListener implements TrainingListener {
    /** Steps between two reports: histograms of every parameter take a while. */
    private static final int EVERY = 10;

    private final RunFolder folder;
    private J7FileStatsStorage storage;

    /** Writes into the run's folder; the UI's session has the run's name. */
    public StatisticsListener(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void started(TrainingRun run, TrainingState state) {
        storage = new J7FileStatsStorage(folder.statistics().toFile());
        StatsListener listener = new StatsListener(storage, EVERY);
        listener.setSessionID(folder.name());
        run.graph().addListeners(listener);
    }

    @Override
    public void ended(TrainingRun run) {
        try {
            storage.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + folder.statistics(), e);
        }
    }
}

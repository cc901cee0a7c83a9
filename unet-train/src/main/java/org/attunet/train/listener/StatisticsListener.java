package org.attunet.train.listener;

import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;
import org.deeplearning4j.ui.model.stats.StatsListener;

/** Writes what DL4J's training UI shows; another process may read it meanwhile. */
public final class StatisticsListener implements TrainingListener {
    /** Steps between two reports: histograms of every parameter take a while. */
    private static final int EVERY = 10;

    /** Of every process of a run, as the pages show the reports of one worker at a time. */
    private static final String WORKER = "training";

    private final RunFolder folder;
    private Statistics statistics;

    /** Writes into the run's folder; the UI's session has the run's name. */
    public StatisticsListener(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public void started(TrainingRun run, TrainingState state) {
        statistics = new Statistics(folder, WholeRunReports.of(run, state));
        StatsListener listener = new StatsListener(statistics, EVERY);
        listener.setSessionID(folder.name());
        listener.setWorkerID(WORKER);
        run.graph().addListeners(listener);
    }

    @Override
    public void ended(TrainingRun run) {
        if (statistics != null) {
            statistics.close();
        }
    }
}

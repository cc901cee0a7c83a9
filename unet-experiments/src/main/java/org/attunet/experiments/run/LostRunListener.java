package org.attunet.experiments.run;

import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;

/**
 * Ends a run whose files somebody took away, or that another process took over, before anything more is written into its folder.
 *
 * @param folder the run's, begun
 * @param lock on it
 */
record LostRunListener(RunFolder folder, RunLock lock) implements TrainingListener {
    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        requireOurs();
    }

    @Override
    public void interrupted(TrainingRun run, TrainingState state) {
        requireOurs();
    }

    private void requireOurs() {
        folder.requireBegun();
        lock.requireHeld(folder);
    }
}

package org.attunet.experiments.run;

import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;

/**
 * Ends a run whose files somebody took away, before anything more is written into what is left of its folder.
 *
 * @param folder the run's, begun
 */
record LostRunListener(RunFolder folder) implements TrainingListener {
    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        folder.requireBegun();
    }

    @Override
    public void interrupted(TrainingRun run, TrainingState state) {
        folder.requireBegun();
    }
}

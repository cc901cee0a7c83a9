package org.attunet.experiments.run;

import org.attunet.train.Trainer;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;

/** Remembers how far a run is, and asks it to stop after so many epochs where that is before its end. */
final class EpochLimit implements TrainingListener {
    private final int until;
    private Trainer trainer;
    private TrainingState state = TrainingState.initial();

    EpochLimit(int until) {
        this.until = until;
    }

    void stops(Trainer stopped) {
        trainer = stopped;
    }

    /** After the last finished epoch, or where the run began. */
    TrainingState state() {
        return state;
    }

    boolean isReached() {
        return state.epoch() >= until;
    }

    @Override
    public void started(TrainingRun run, TrainingState begin) {
        state = begin;
    }

    @Override
    public void epochDone(TrainingRun run, TrainingState now) {
        state = now;
        if (isReached() && now.epoch() < run.settings().epochs()) {
            trainer.stop();
        }
    }
}

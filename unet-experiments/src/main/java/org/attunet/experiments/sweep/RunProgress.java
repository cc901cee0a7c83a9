package org.attunet.experiments.sweep;

import org.attunet.experiments.run.Outcome;
import org.attunet.experiments.run.Outcome.State;
import org.attunet.experiments.run.Provenance;
import org.attunet.train.Checkpoint;
import org.attunet.train.EpochRecord;
import org.attunet.train.RunFolder;
import org.attunet.train.SavedCheckpoints;
import org.attunet.train.TrainingState;

/**
 * How far a run is. A killed one has not written down how it ended, but its checkpoint knows where it stands; and a run may be
 * further than what is asked of it, when the first round of a halving search is run again after a later one was cut off.
 *
 * @param outcome as it was written down
 * @param state of the newest checkpoint
 */
record RunProgress(Outcome outcome, TrainingState state) {
    static RunProgress by(RunFolder folder) {
        return new RunProgress(
                Provenance.read(folder).outcome(),
                new SavedCheckpoints(folder).newest().map(Checkpoint::state).orElseGet(TrainingState::initial));
    }

    /** Whether it diverged on the way to so many epochs of a run of {@code all}. */
    boolean divergedWithin(int epochs, int all) {
        return outcome.state() == State.DIVERGED && (epochs == all || state.epoch() < epochs);
    }

    /** Whether nothing is left to train until after so many epochs of a run of {@code all}. */
    boolean isThere(int epochs, int all) {
        return outcome.isFinished(all) || (epochs < all && state.epoch() >= epochs);
    }

    /** Whether the run's end lies within its first epochs: so many of {@code all}. */
    boolean endsWithin(int epochs, int all) {
        return outcome.isFinished(all) && state.epoch() <= epochs;
    }

    /** Highest validation Dice of the first epochs; −1 where none was validated. A finished run needs no checkpoint for it. */
    double bestDice(int epochs) {
        return state.history().stream()
                .filter(row -> row.epoch() <= epochs && row.isValidated())
                .mapToDouble(EpochRecord::validationDice)
                .max()
                .orElse(outcome.bestDice());
    }
}

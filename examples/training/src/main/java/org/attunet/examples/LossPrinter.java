package org.attunet.examples;

import org.attunet.train.EpochRecord;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;

/** A listener of one's own. */
final class LossPrinter implements TrainingListener {
    @Override
    public void epochDone(TrainingRun run, TrainingState state) {
        EpochRecord row = state.history().get(state.history().size() - 1);
        System.out.printf("epoch %d: loss %.4f, Dice %.4f%n", row.epoch(), row.loss(), row.validationDice());
    }
}

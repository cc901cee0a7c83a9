package org.attunet.train;

import java.util.ArrayList;
import java.util.List;
import org.attunet.model.execution.Foreground;

/**
 * Where a run stands, beside the network's parameters and the optimiser's moments. Data and rates are functions of seed, epoch and
 * step, so this is all that a resumed run needs to continue as if never stopped.
 *
 * @param epoch the epoch to continue with, counted from 0
 * @param step the step of it to continue with, counted from 0
 * @param lossSum sum of the losses of its steps so far
 * @param bestDice highest validation Dice; −1 before the first validation
 * @param bestEpoch the epoch (from 1) it was reached in; 0 before
 * @param validationsSinceBest validations without a higher one
 * @param backgroundSteps steps in a row in which nothing but background was predicted in labelled patches
 * @param rollbacks times that the run has gone back to an earlier checkpoint; each has halved its rate
 * @param history finished epochs
 */
public record TrainingState(
        int epoch,
        int step,
        double lossSum,
        double bestDice,
        int bestEpoch,
        int validationsSinceBest,
        int backgroundSteps,
        int rollbacks,
        List<EpochRecord> history) {
    /** Copies the history. */
    public TrainingState {
        history = List.copyOf(history);
    }

    /** Before the first step. */
    public static TrainingState initial() {
        return new TrainingState(0, 0, 0, -1, 0, 0, 0, 0, List.of());
    }

    /** After another step of the epoch. */
    TrainingState afterStep(StepResult result) {
        return new TrainingState(
                epoch,
                step + 1,
                lossSum + result.loss(),
                bestDice,
                bestEpoch,
                validationsSinceBest,
                backgroundStepsAfter(result.foreground()),
                rollbacks,
                history);
    }

    private int backgroundStepsAfter(Foreground found) {
        return switch (found) {
            case NONE_LABELLED -> backgroundSteps;
            case FOUND -> 0;
            case MISSED -> backgroundSteps + 1;
        };
    }

    /** After the epoch of {@code row}. */
    TrainingState afterEpoch(EpochRecord row) {
        List<EpochRecord> longer = new ArrayList<>(history);
        longer.add(row);
        boolean better = row.isValidated() && row.validationDice() > bestDice;
        int since = better ? 0 : validationsSinceBest + (row.isValidated() ? 1 : 0);
        return new TrainingState(
                epoch + 1,
                0,
                0,
                better ? row.validationDice() : bestDice,
                better ? row.epoch() : bestEpoch,
                since,
                backgroundSteps,
                rollbacks,
                longer);
    }

    /** The same, after going back to here for the {@code number}th time; what led to it is forgotten. */
    public TrainingState afterRollback(int number) {
        return new TrainingState(epoch, step, lossSum, bestDice, bestEpoch, validationsSinceBest, 0, number, history);
    }

    /** Whether the last finished epoch brought the best score so far. */
    public boolean isBest() {
        return !history.isEmpty()
                && bestEpoch == history.get(history.size() - 1).epoch();
    }
}

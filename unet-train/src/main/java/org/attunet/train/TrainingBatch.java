package org.attunet.train;

import org.attunet.model.execution.Score;
import org.attunet.model.execution.TrainableNetwork;

/** Patches that a network learns from together, wherever they are made. */
interface TrainingBatch {
    /** How many. */
    int patches();

    /** Says to a network that they come next. */
    void announce(TrainableNetwork network);

    /** A forward and a backward pass over them. */
    Score differentiate(TrainableNetwork network);
}

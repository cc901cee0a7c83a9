package org.attunet.train;

import org.attunet.eval.inference.Model;
import org.attunet.model.graph.NetworkGraph;

/** What listeners may look at while a run goes on. */
public interface TrainingRun {
    /** The settings. */
    TrainingSettings settings();

    /** Steps of one epoch. */
    int stepsPerEpoch();

    /** The training graph. */
    NetworkGraph graph();

    /** The model as it would be used now: the weights' moving average where there is one. */
    Model model();
}

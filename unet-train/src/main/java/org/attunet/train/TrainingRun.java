package org.attunet.train;

import java.util.List;
import org.attunet.eval.inference.Model;
import org.attunet.model.graph.NetworkGraph;
import org.attunet.model.kernel.DevicePlans;

/** What listeners may look at while a run goes on. */
public interface TrainingRun {
    /** The settings. */
    TrainingSettings settings();

    /** Steps of one epoch. */
    int stepsPerEpoch();

    /** The training graph. */
    NetworkGraph graph();

    /** What was chosen until now on the devices that compute it. */
    List<DevicePlans> plans();

    /** The model as it would be used now: the weights' moving average where there is one. */
    Model model();
}

package org.attunet.experiments.experiment;

import org.attunet.data.volume.Size;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.MemoryEstimate;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;

/**
 * How large an experiment's network is. Nothing of its size is allocated for it.
 *
 * @param parameters trainable numbers, deep-supervision heads included
 * @param train memory of training steps
 * @param infer memory of inference
 */
public record NetworkSize(long parameters, MemoryEstimate train, MemoryEstimate infer) {
    /** Counts on the graph's configuration. */
    public static NetworkSize of(Experiment experiment) {
        return new NetworkSize(
                NetworkPlans.parameterCount(experiment.network()),
                training(experiment, experiment.data().patches().patch(), patches(experiment)),
                inference(
                        experiment.network(),
                        experiment.inference().window(),
                        experiment.inference().batch()));
    }

    /** Memory of inference. */
    public static MemoryEstimate inference(NetworkSettings network, Size window, int windows) {
        return MemoryEstimate.inference(network, input(network, window), windows);
    }

    /** Patches in a step. */
    public static int patches(Experiment experiment) {
        return experiment.training().batch() * experiment.data().patches().cropsPerVolume();
    }

    /** Memory of training steps with other patches. */
    public static MemoryEstimate training(Experiment experiment, Size patch, int patches) {
        return MemoryEstimate.training(experiment.network(), input(experiment.network(), patch), patches);
    }

    private static Shape input(NetworkSettings network, Size size) {
        return new Shape(1, network.inputChannels(), size.x(), size.y(), size.z());
    }
}

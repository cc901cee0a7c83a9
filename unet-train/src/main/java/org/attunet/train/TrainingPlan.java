package org.attunet.train;

import java.util.List;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.model.engine.Backend;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;

/**
 * Everything a run is made of.
 *
 * @param name experiment and run, {@code baseline/20261122-101500}
 * @param network the network
 * @param loss its loss
 * @param settings how it is trained
 * @param preprocessing what the data went through, kept with the model
 * @param inference how images are shown to the model, kept with it
 * @param classes names of the classes, background first
 * @param trainedOn what the network sees of flips and spacings, kept with the model
 * @param data the patches
 * @param validator scores the network on the validation cases
 * @param backend what computes
 */
public record TrainingPlan(
        String name,
        NetworkSettings network,
        LossSettings loss,
        TrainingSettings settings,
        PreprocessingSettings preprocessing,
        InferenceSettings inference,
        List<String> classes,
        TrainedOn trainedOn,
        PatchIterator data,
        Validator validator,
        Backend backend) {
    /** The same at half the rate for each time that the run has gone back. */
    public TrainingPlan slowed(int rollbacks) {
        return new TrainingPlan(
                name,
                network,
                loss,
                settings.withLearningRate(settings.optimizer().learningRate() / Math.pow(2, rollbacks)),
                preprocessing,
                inference,
                classes,
                trainedOn,
                data,
                validator,
                backend);
    }
}

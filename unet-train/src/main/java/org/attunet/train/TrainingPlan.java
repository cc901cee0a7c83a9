package org.attunet.train;

import java.util.List;
import java.util.Optional;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
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
 * @param coarse says where in a scan the network is to look, kept with the model; empty looks everywhere
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
        Backend backend,
        Optional<Model> coarse) {
    /** Of a network that looks everywhere. */
    public TrainingPlan(
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
        this(
                name,
                network,
                loss,
                settings,
                preprocessing,
                inference,
                classes,
                trainedOn,
                data,
                validator,
                backend,
                Optional.empty());
    }

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
                backend,
                coarse);
    }
}

package org.attunet.experiments.experiment;

import org.attunet.data.volume.Size;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.experiments.experiment.DataSettings.CropsFrom;
import org.attunet.model.SettingsException;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.train.TrainingSettings;

/**
 * Everything that decides what a training run does, but for the data and the place on disk.
 *
 * @param name of the experiment; runs are kept under it
 * @param scale the size of work the settings were filled in for
 * @param data what the network sees
 * @param network the network
 * @param loss what it is trained to lessen
 * @param training how
 * @param inference how whole images are shown to it
 */
public record Experiment(
        String name,
        Scale scale,
        DataSettings data,
        NetworkSettings network,
        LossSettings loss,
        TrainingSettings training,
        InferenceSettings inference) {

    /** Checks what concerns several sections. */
    public Experiment {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "name must be letters, digits, dots and dashes, as it becomes a folder, not '" + name + "'");
        }
        check("data.patch", network, data.patches().patch());
        check("inference.window", network, inference.window());
        if (data.cropsFrom() == CropsFrom.COARSE
                && inference.coarse().coarseModel().isEmpty()) {
            throw new IllegalArgumentException(
                    "data.crops-from: coarse means the part of a case that inference.coarse-model"
                            + " says to look at, and that is none");
        }
        if (!loss.classWeights().isEmpty() && loss.classWeights().size() != network.classes()) {
            throw new IllegalArgumentException("loss.class-weights needs a weight for each of the " + network.classes()
                    + " classes, not " + loss.classWeights());
        }
    }

    /** How whole images are shown to the network, with what counts as empty worked out of the preprocessing. */
    public InferenceSettings shown() {
        return inference.resolved(data.preprocessing().intensity());
    }

    private static void check(String setting, NetworkSettings network, Size size) {
        try {
            network.checkPatch(size.x(), size.y(), size.z());
        } catch (SettingsException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }
}

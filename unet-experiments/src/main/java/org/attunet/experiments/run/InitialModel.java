package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.model.SettingsException;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.Plan;
import org.attunet.model.weights.WeightTransfer;
import org.attunet.train.RunFolder;
import org.attunet.train.Trainer;
import org.attunet.train.TrainingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where fine-tuning begins: the weights of the model that {@code training.initial-model} names. */
final class InitialModel {
    private static final Logger LOG = LoggerFactory.getLogger(InitialModel.class);

    /** What was carried over and what was not, in the run's folder. */
    static final String REPORT = "initial-model.txt";

    private InitialModel() {}

    /** The model, where one is named. */
    static Optional<Model> of(TrainingSettings settings) {
        return settings.initialisation()
                .initialModel()
                .map(named -> ModelFile.read(ModelPath.of(Path.of(named)).file()));
    }

    /**
     * Looks, before there is a run, whether it has something for the network.
     *
     * @throws SettingsException if nothing of it fits
     */
    static void require(Experiment experiment) {
        TrainingSettings settings = experiment.training();
        of(settings).ifPresent(model -> {
            Plan plan = NetworkPlans.inference(experiment.network());
            require(WeightTransfer.fitting(model.weights(), plan), model, settings);
        });
    }

    private static void require(WeightTransfer.Report report, Model model, TrainingSettings settings) {
        if (report.carried().isEmpty()) {
            throw new SettingsException("training.initial-model: no tensor of "
                    + settings.initialisation().initialModel().orElseThrow()
                    + " fits the network by name and shape; its widths are "
                    + model.network().widths());
        }
    }

    /**
     * Puts it into a run that has no step behind it.
     *
     * @throws SettingsException if it has nothing that fits the network
     */
    static void begin(Trainer trainer, TrainingSettings settings, RunFolder folder) {
        of(settings).ifPresent(model -> {
            String named = settings.initialisation().initialModel().orElseThrow();
            WeightTransfer.Report report = trainer.begin(model.weights());
            require(report, model, settings);
            folder.requireThere();
            AtomicFile.write(folder.path().resolve(REPORT), report.text() + "\n");
            log(folder.name(), named, report);
        });
    }

    /** A network most of which begins as drawn is not what fine-tuning means: a warning, not a line of the log. */
    private static void log(String run, String named, WeightTransfer.Report report) {
        int fitting = report.carried().size();
        int all = fitting + report.untouched().size() + report.mismatched().size();
        if (2 * fitting < all) {
            LOG.warn(
                    "{}: training.initial-model: only {} of the network's {} tensors begin with the weights of {}, the"
                            + " others as drawn. {}",
                    run,
                    fitting,
                    all,
                    named,
                    report.text());
        } else {
            LOG.info("{} begins with the weights of {}: {}", run, named, report.text());
        }
    }
}

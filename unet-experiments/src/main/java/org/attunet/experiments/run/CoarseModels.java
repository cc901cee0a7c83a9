package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.model.engine.Backend;

/** Coarse models, which say where in a scan another model is to look: those that settings name by run or file. */
public final class CoarseModels {
    private CoarseModels() {}

    /** The model that settings name; empty where they name none. */
    static Optional<Model> of(InferenceSettings settings) {
        return settings.coarse()
                .coarseModel()
                .map(named -> ModelFile.read(ModelPath.of(Path.of(named)).file()));
    }

    /**
     * The experiment whose network an experiment looks by, trained first for each of its runs, on the same cases: where its settings name
     * one in place of a model.
     */
    static Optional<Experiment> experiment(Experiment fine) {
        return fine.inference()
                .coarse()
                .coarseModel()
                .filter(named -> Experiments.names().contains(named) || named.endsWith(".yaml"))
                .map(name -> Experiments.load(
                        name,
                        Optional.of(fine.scale()),
                        List.of(
                                "training.seed=" + fine.training().seed(),
                                "network.classes=" + fine.network().classes(),
                                "data.fold=" + fine.data().fold(),
                                "data.allow-overlap=" + fine.data().allowOverlap())));
    }

    /** Passes where there is the model that is named, or the experiment, and its work fits into memory. */
    static void require(Experiment fine, Backend backend) {
        Optional<Experiment> own = experiment(fine);
        own.ifPresent(coarse -> MemoryCheck.require(coarse, backend));
        if (own.isEmpty()) {
            of(fine.inference())
                    .ifPresent(model -> MemoryCheck.requireInference("looking by " + model.name(), model, backend));
        }
    }

    /**
     * A model shown images otherwise: looking by the coarse model that it holds, by another that is named, or everywhere.
     *
     * @param assignments {@code inference.NAME=value} each
     */
    public static Model shown(Model model, List<String> assignments) {
        InferenceSettings before = model.inference();
        InferenceSettings after = Experiments.shown(before, assignments);
        if (after.coarse().coarseModel().equals(before.coarse().coarseModel())) {
            return model.shown(after);
        }
        return looking(model.shown(after.withCoarse(after.coarse().everywhere())), after);
    }

    /** A model that looks by the coarse one that settings name. */
    static Model looking(Model model, InferenceSettings settings) {
        return of(settings).map(model::lookingBy).orElse(model);
    }
}

package org.attunet.train;

import java.nio.file.Path;
import java.util.List;
import org.attunet.data.cache.MemoryCases;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;

/** Runs of a few steps: five training cases, a network of a few hundred parameters. */
final class TinyRuns {
    private static final Size PATCH = Size.cube(8);

    private final List<Case> cases;

    private TinyRuns(List<Case> cases) {
        this.cases = cases;
    }

    /** On phantoms that are made in this folder. */
    static TinyRuns in(Path folder) {
        Path data = folder.resolve("data");
        PhantomDataset.write(
                data, PhantomSettings.cube(6, 16, 3, Difficulty.EASY), Existing.REFUSE, (done, total) -> {});
        return new TinyRuns(DatasetFolder.open(data).cases());
    }

    List<Case> cases() {
        return cases;
    }

    static TrainingSettings settings(int epochs) {
        return new TrainingSettings(
                epochs,
                2,
                1,
                PrecisionChoice.AUTO,
                new OptimizerSettings(1e-2, Schedule.COSINE, 0.1, 0.1, 0, 1, 0.9),
                InitialisationSettings.FRESH,
                new ValidationSettings(1, 0),
                GuardSettings.standard(),
                0);
    }

    /** With {@code threads} for the patches. */
    TrainingPlan plan(TrainingSettings settings, int threads) {
        return plan(settings, threads, Norm.BATCH, LossSettings.of(LossKind.DICE));
    }

    TrainingPlan plan(TrainingSettings settings) {
        return plan(settings, 1);
    }

    TrainingPlan plan(TrainingSettings settings, LossSettings loss) {
        return plan(settings, 1, Norm.BATCH, loss);
    }

    /** Every case by itself: what else is in a batch changes nothing. */
    TrainingPlan withoutBatchNorm(TrainingSettings settings) {
        return plan(settings, 1, Norm.INSTANCE, LossSettings.of(LossKind.DICE));
    }

    TrainingPlan withDropout(TrainingSettings settings) {
        TrainingPlan plan = plan(settings);
        NetworkSettings network = plan.network();
        return changed(
                plan,
                network.withBlocks(network.norm(), network.activation(), 0.2, false),
                plan.validator(),
                plan.backend());
    }

    /** Validated on two cases. */
    TrainingPlan validatedTwice(TrainingSettings settings) {
        TrainingPlan plan = plan(settings);
        Validator one = plan.validator();
        Validator two = new Validator(cases.subList(4, 6), one.source(), one.inference());
        return changed(plan, plan.network(), two, plan.backend());
    }

    /** Computed by something else. */
    TrainingPlan on(Backend backend, TrainingSettings settings) {
        TrainingPlan plan = plan(settings);
        return changed(plan, plan.network(), plan.validator(), backend);
    }

    private static TrainingPlan changed(
            TrainingPlan plan, NetworkSettings network, Validator validator, Backend backend) {
        return new TrainingPlan(
                plan.name(),
                network,
                plan.loss(),
                plan.settings(),
                plan.preprocessing(),
                plan.inference(),
                plan.classes(),
                plan.trainedOn(),
                plan.data(),
                validator,
                backend);
    }

    private TrainingPlan plan(TrainingSettings settings, int threads, Norm norm, LossSettings loss) {
        PreprocessingSettings preprocessing = PreprocessingSettings.preset("demo");
        PatchIterator patches = new PatchIterator(
                        cases.subList(0, 5),
                        new MemoryCases(DatasetSettings.NONE, preprocessing),
                        PatchSettings.reference().withPatch(PATCH),
                        settings.batch(),
                        settings.seed(),
                        2)
                .withThreads(threads);
        CaseReader reader = new CaseReader(DatasetSettings.NONE);
        Pipeline pipeline = Pipeline.of(preprocessing);
        Validator validator = new Validator(
                cases.subList(5, 6), c -> pipeline.run(reader.read(c)).sample(), InferenceSettings.of(PATCH));
        return new TrainingPlan(
                "tiny",
                network(norm),
                loss,
                settings,
                preprocessing,
                InferenceSettings.of(PATCH),
                List.of("background", "pancreas"),
                TrainedOn.UNKNOWN,
                patches,
                validator,
                BackendChoice.AUTO.resolve());
    }

    private static NetworkSettings network(Norm norm) {
        NetworkSettings reference = NetworkSettings.reference(1, 2, List.of(2, 3, 4));
        return reference.withBlocks(norm, reference.activation(), reference.dropout(), reference.residual());
    }
}

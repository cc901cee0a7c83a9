package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.cache.CroppedCases;
import org.attunet.data.cache.PreparedCases;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.record.PatchIterator;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.Calibration;
import org.attunet.eval.inference.CoarseSearch;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Predictor;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.Outcome.State;
import org.attunet.model.engine.Backend;
import org.attunet.train.Checkpoint;
import org.attunet.train.DivergedException;
import org.attunet.train.InterruptedTrainingException;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingListener;
import org.attunet.train.TrainingPlan;
import org.attunet.train.TrainingState;
import org.attunet.train.Validator;
import org.attunet.train.listener.CheckpointListener;
import org.attunet.train.listener.HistoryListener;
import org.attunet.train.listener.ProgressListener;
import org.attunet.train.listener.StatisticsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one run in its folder, from the start or from its last checkpoint.
 *
 * @param experiment what is trained
 * @param data on what
 * @param folder where
 * @param context what computes, and how it is stopped
 */
public record TrainingJob(Experiment experiment, RunData data, RunFolder folder, RunContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);
    /** Batches made ahead. */
    private static final int PREFETCH = 2;

    /** Trains to the end and records how it ended. */
    public TrainingState run() {
        return run(experiment.training().epochs());
    }

    /** Trains until so many epochs are done; one with epochs left can be resumed. */
    public TrainingState run(int until) {
        context.interruption().begins();
        try (RunLock lock = RunLock.of(folder, context.patience())) {
            return prepared(until, lock);
        } finally {
            Unbegun.discardEmpty(folder.path());
            context.interruption().over();
        }
    }

    private TrainingState prepared(int until, RunLock lock) {
        try (PreparedCases cases = experiment
                .data()
                .cache()
                .cases(
                        data.dataset().settings(),
                        experiment.data().preprocessing(),
                        context.cache().orElse(folder.cache()),
                        context.cache().map(own -> folder.cache()))) {
            logSize();
            return run(until, cases, lock);
        } finally {
            Unbegun.discard(folder);
        }
    }

    private TrainingState run(int until, PreparedCases cases, RunLock lock) {
        Optional<Experiment> own = CoarseModels.experiment(experiment);
        Optional<TrainingPlan> ready = own.isEmpty() ? Optional.of(plan(cases)) : Optional.empty();
        AtomicFile.discardUnfinished(folder.path());
        AtomicFile.discardUnfinished(folder.last().getParent());
        Provenance now = Provenance.of(
                experiment, data, context.backend().at(experiment.training().precision()));
        Provenance provenance = Files.exists(folder.provenance()) ? now.resuming(Provenance.read(folder)) : now;
        folder.requireThere();
        AtomicFile.write(folder.experiment(), Experiments.yaml(experiment));
        provenance.write(folder);
        CaseFingerprints.write(folder, data, keptFingerprints(), telling("fingerprints of cases"));
        EpochLimit limit = new EpochLimit(until);
        try (RunLog log = new RunLog(folder)) {
            TrainingPlan plan = ready.orElseGet(() -> plan(cases, own.map(this::trainedFirst)));
            TrainingState state =
                    new RollbackTrainer(plan, folder, context.interruption(), limit, listeners(limit, lock)).run();
            folder.requireBegun();
            calibrate(plan);
            boolean early = state.epoch() < experiment.training().epochs();
            provenance
                    .with(outcome(early ? State.STOPPED_EARLY : State.FINISHED, state, ""))
                    .write(folder);
            return state;
        } catch (RuntimeException | Error e) {
            record(provenance.with(outcome(how(e), limit.state(), message(e))), e);
            if (e instanceof InterruptedTrainingException && limit.isReached()) {
                return limit.state();
            }
            throw e;
        }
    }

    private KeptFingerprints keptFingerprints() {
        Optional<Path> kept = experiment.data().cache().storage().map(way -> folder.cache());
        return new KeptFingerprints(data.dataset().settings(), kept);
    }

    /** What comes before the first step. */
    private Progress telling(String what) {
        return context.reports()
                .<Progress>map(reports -> (done, total) -> reports.accept(what + " " + done + "/" + total))
                .orElseGet(() -> new LoggedProgress(folder.name() + ": " + what));
    }

    /** The best checkpoint learns how far its probabilities and masks are to be believed, once; one of more epochs learns it again. */
    private void calibrate(TrainingPlan plan) {
        if (!Files.exists(folder.best())) {
            return;
        }
        Checkpoint best = Checkpoint.read(folder.best());
        if (best.model().calibration().isFitted()) {
            return;
        }
        Predictor predictor = new GraphPredictor(best.model().graph(plan.backend()));
        Calibration found = plan.validator().calibration(predictor);
        LOG.info("{}: temperature {}", folder.name(), String.format(Locale.ROOT, "%.3f", found.temperature()));
        Optional<DicePredictor> learned = DiceLearning.of(
                folder.name(),
                data.labelled("validation").size(),
                () -> plan.validator().judged(predictor));
        best.with(best.model().calibrated(found).judged(learned)).write(folder.best());
    }

    private static State how(Throwable end) {
        if (end instanceof InterruptedTrainingException) {
            return State.INTERRUPTED;
        }
        return end instanceof DivergedException ? State.DIVERGED : State.FAILED;
    }

    private static String message(Throwable end) {
        return end instanceof InterruptedTrainingException ? "" : String.valueOf(end.getMessage());
    }

    /** Where it cannot be written, as on a full disk, what ended the run is the failure to report; a lost folder is not made again. */
    private void record(Provenance provenance, Throwable end) {
        try {
            if (Files.exists(folder.provenance())) {
                provenance.write(folder);
            }
        } catch (DataException e) {
            end.addSuppressed(e);
        }
    }

    /** What a user has to know before the first step: how much work this is, or that it is not the reference's. */
    private void logSize() {
        if (experiment.scale() == Scale.DEMO) {
            LOG.info(
                    "{}: scale demo, {} epochs of {}³ patches, widths {}. This is not the reference's size, which is"
                            + " scale=full: 600 epochs of 96³ patches, widths [64, 128, 256, 512]",
                    folder.name(),
                    experiment.training().epochs(),
                    experiment.data().patches().patch().x(),
                    experiment.network().widths());
        } else if (!context.backend().device().isCuda()) {
            LOG.info(
                    "{}: scale full on a CPU, {}, validation apart",
                    folder.name(),
                    WorkEstimate.measure(experiment, data.labelled("train").size(), context.backend()));
        }
    }

    private List<TrainingListener> listeners(EpochLimit limit, RunLock lock) {
        // The checkpoint comes before the history: a row in history.csv stands for an epoch that is safe.
        return List.of(
                new LostRunListener(folder, lock),
                new CheckpointListener(folder),
                new HistoryListener(folder),
                new StatisticsListener(folder),
                context.reports()
                        .map(reports -> new ProgressListener(folder.name(), reports))
                        .orElseGet(() -> new ProgressListener(folder.name())),
                limit);
    }

    /** The coarse model of this run's own, which a run that is resumed may have already. */
    private Model trainedFirst(Experiment coarse) {
        RunFolder inside = folder.coarse();
        boolean isThere = Files.exists(inside.provenance())
                && Provenance.read(inside)
                        .outcome()
                        .isFinished(coarse.training().epochs());
        if (!isThere) {
            folder.requireThere();
            inside.make();
            new TrainingJob(coarse, data, inside, context).run();
            context.interruption().begins();
        }
        return ModelFile.read(inside.best());
    }

    /** Of an experiment that looks everywhere, or by a model that is there. */
    TrainingPlan plan(PreparedCases cases) {
        return plan(cases, CoarseModels.of(experiment.inference()));
    }

    private TrainingPlan plan(PreparedCases cases, Optional<Model> coarse) {
        Backend shownBy = context.backend().inferring(experiment.inference().precision());
        InferenceSettings shown = coarse.map(model -> experiment
                        .shown()
                        .withCoarse(experiment.inference().coarse().by(model.name())))
                .orElse(experiment.shown());
        OrganBoxes boxes = new OrganBoxes(
                coarse.map(model -> new CoarseSearch(model.segmenter(shownBy), shown.coarse())),
                new CaseReader(data.dataset().settings()));
        PatchIterator patches = new PatchIterator(
                        data.labelled("train"),
                        patchSource(cases, boxes),
                        experiment.data().patches(),
                        experiment.training().batch(),
                        experiment.training().seed(),
                        PREFETCH)
                .withThreads(experiment.data().threads());
        Validator validator = new Validator(
                data.labelled("validation"),
                source -> cases.get(source).sample(),
                (source, grid) -> boxes.of(source, grid, shown.window()),
                shown);
        return new TrainingPlan(
                folder.name(),
                experiment.network(),
                experiment.loss(),
                experiment.training(),
                experiment.data().preprocessing(),
                shown,
                experiment.data().classNames(experiment.network().classes()),
                Seen.of(experiment, data),
                patches,
                validator,
                context.backend().at(experiment.training().precision()),
                coarse);
    }

    private PreparedCases patchSource(PreparedCases whole, OrganBoxes boxes) {
        Size patch = experiment.data().patches().patch();
        return switch (experiment.data().cropsFrom()) {
            case SCAN -> whole;
            case COARSE -> new CroppedCases(whole, (source, grid) -> boxes.of(source, grid, patch));
        };
    }

    private static Outcome outcome(State how, TrainingState state, String message) {
        return new Outcome(how, state.epoch(), state.bestEpoch(), state.bestDice(), message);
    }
}

package org.attunet.experiments.sweep;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.Provenance;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunStart;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.train.DivergedException;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains and scores one candidate, as far as that has not been done before.
 *
 * @param file the sweep it belongs to
 * @param context what all candidates share
 * @param name the experiment its run is kept under
 * @param trial what it is
 */
record CandidateRun(SweepFile file, SweepContext context, String name, Trial trial) {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateRun.class);

    /** Does what is left to do, with data whose labels were checked for so many classes. */
    SweepRow run(RunData dataset, int checkedClasses) {
        long start = System.nanoTime();
        Experiment experiment = experiment();
        RunData data = dataset.withFold(experiment.data().fold());
        data.split().check(data.dataset().ids(), experiment.data().allowOverlap() ? Overlap.ALLOWED : Overlap.REFUSED);
        int classes = experiment.network().classes();
        if (classes < checkedClasses) {
            data.fit(CheckSettings.DEFAULT.withClasses(classes).withOverlap(Overlap.ALLOWED));
        }
        RunFolder folder = earlier(experiment, data)
                .orElseGet(() -> RunStart.begin(
                        experiment, data, context.runs(), context.runContext().backend()));
        int until = until(experiment.training());
        RunProgress progress = trained(experiment, data, folder, until);
        return new SweepRow(
                name,
                trial.group(),
                trial.assignments(),
                progress.endsWithin(until, experiment.training().epochs())
                        ? SweepRow.State.DONE
                        : SweepRow.State.STOPPED,
                Optional.of(folder),
                OptionalDouble.of(progress.bestDice(until)),
                testDice(data, folder),
                (System.nanoTime() - start) / 60e9,
                "");
    }

    private RunProgress trained(Experiment experiment, RunData data, RunFolder folder, int until) {
        int all = experiment.training().epochs();
        if (Files.exists(folder.provenance())) {
            RunProgress before = RunProgress.by(folder);
            if (before.divergedWithin(until, all)) {
                throw new DivergedException(before.outcome().message()); // as it would again
            }
            if (before.isThere(until, all)) {
                return before;
            }
        }
        new TrainingJob(experiment, data, folder, context.runContext()).run(until);
        return RunProgress.by(folder);
    }

    /** Epochs that its share comes to. Shares are compared by validation Dice, so each ends with a validation. */
    private int until(TrainingSettings training) {
        int every = training.validation().validateEvery();
        double validations = Math.ceil(trial.share() * training.epochs() / every);
        return (int) Math.min(training.epochs(), validations * every);
    }

    /** Named experiments are scored on the test cases; a search must not look at them before it has chosen. */
    private OptionalDouble testDice(RunData data, RunFolder folder) {
        return file.sweep().isSearch()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        TestScore.of(folder, data, context.runContext().backend())
                                .mean());
    }

    private Experiment experiment() {
        List<String> assignments = new ArrayList<>(trial.assignments());
        assignments.add("name=" + name);
        assignments.addAll(context.assignments());
        return Experiments.load(trial.experiment(), context.sizing(), file.settings(), assignments);
    }

    /** The newest run of the same settings on the same data, whatever its state. */
    private Optional<RunFolder> earlier(Experiment experiment, RunData data) {
        if (context.start() == SweepContext.Start.FRESH) {
            return Optional.empty();
        }
        Optional<RunFolder> earlier = context.runs().of(name).stream()
                .filter(run -> Files.exists(run.experiment()))
                .filter(run -> Experiments.differences(
                                Experiments.load(run.path().toString(), Optional.empty(), List.of()), experiment)
                        .isEmpty())
                .filter(run -> Provenance.read(run).isOf(data))
                .findFirst();
        earlier.map(Provenance::read)
                .filter(run -> !run.isOfThisCode())
                .ifPresent(run ->
                        LOG.warn("{} counts as it is, trained by {}; --fresh trains it again", name, run.code()));
        return earlier;
    }
}

package org.attunet.experiments.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryJson;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.Outcome;
import org.attunet.experiments.run.Outcome.State;
import org.attunet.experiments.run.Provenance;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunStart;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.train.DivergedException;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingSettings;

/**
 * Trains and scores one candidate, as far as that has not been done before.
 *
 * @param file the sweep it belongs to
 * @param place what all candidates share
 * @param name the experiment its run is kept under
 * @param trial what it is
 */
record CandidateRun(SweepFile file, SweepPlace place, String name, Trial trial) {
    /** Does what is left to do. */
    SweepRow run(RunData dataset) {
        long start = System.nanoTime();
        Experiment experiment = experiment();
        RunData data = dataset.withFold(experiment.data().fold());
        data.split().check(data.dataset().ids(), experiment.data().allowOverlap() ? Overlap.ALLOWED : Overlap.REFUSED);
        Optional<RunFolder> before = earlier(experiment, data);
        RunFolder folder = before.orElseGet(() -> RunStart.anew(experiment, data, place.runs()));
        int epochs = experiment.training().epochs();
        int until = until(experiment.training());
        Outcome outcome = before.isPresent() ? Provenance.read(folder).outcome() : Outcome.begun();
        if (outcome.state() == State.DIVERGED) {
            throw new DivergedException(outcome.message()); // as it would again
        }
        if (!outcome.isFinished(until) && outcome.epochs() < until) {
            new TrainingJob(experiment, data, folder, place.interruption()).run(until);
            outcome = Provenance.read(folder).outcome();
        }
        return new SweepRow(
                name,
                trial.group(),
                trial.assignments(),
                outcome.isFinished(epochs) ? SweepRow.State.DONE : SweepRow.State.STOPPED,
                Optional.of(folder),
                OptionalDouble.of(outcome.bestDice()),
                testDice(data, folder),
                (System.nanoTime() - start) / 60e9,
                "");
    }

    /** Epochs that its share comes to. Shares are compared by validation Dice, so each ends with a validation. */
    private int until(TrainingSettings training) {
        double validations = Math.ceil(trial.share() * training.epochs() / training.validateEvery());
        return (int) Math.min(training.epochs(), validations * training.validateEvery());
    }

    /** Named experiments are scored on the test cases; a search must not look at them. */
    private OptionalDouble testDice(RunData data, RunFolder folder) {
        return file.sweep().isSearch()
                ? OptionalDouble.empty()
                : OptionalDouble.of(evaluation(data, folder).of(Metric.DICE).mean());
    }

    private Experiment experiment() {
        List<String> assignments = new ArrayList<>(file.settings());
        assignments.addAll(trial.assignments());
        assignments.add("name=" + name);
        assignments.addAll(place.assignments());
        return Experiments.load(trial.experiment(), place.scale(), assignments);
    }

    /** The newest run of the same settings and split, whatever its state. */
    private Optional<RunFolder> earlier(Experiment experiment, RunData data) {
        if (place.start() == SweepPlace.Start.FRESH) {
            return Optional.empty();
        }
        return place.runs().of(name).stream()
                .filter(run -> Files.exists(run.experiment()))
                .filter(run -> Experiments.differences(
                                Experiments.load(run.path().toString(), Optional.empty(), List.of()), experiment)
                        .isEmpty())
                .filter(run -> Provenance.read(run).split().equals(data.split()))
                .findFirst();
    }

    private Summary evaluation(RunData data, RunFolder folder) {
        Path file = new EvaluationFolder(folder.evaluation()).summary();
        if (Files.exists(file)) {
            return SummaryJson.read(file);
        }
        return new EvaluationJob(folder.best(), data.dataset().settings(), Progress.NONE)
                .run("test", data.labelled("test"), folder.evaluation());
    }
}

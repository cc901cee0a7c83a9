package org.attunet.experiments.sweep;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.attunet.data.Finding;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.run.RunContext;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunStart;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;
import org.attunet.train.DivergedException;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingSettings;

/**
 * Trains and scores one candidate, as far as that has not been done before.
 *
 * @param title what its run is kept under
 * @param share of its epochs that it is trained for now
 * @param experiment as YAML
 * @param data the dataset's folder
 * @param run the folder of its run: an earlier one, or a new and empty one
 * @param isTested whether it is scored on the test cases: a search must not look at them before it has chosen
 * @param checkedClasses number of classes that the labels were checked for
 * @param found what the check of the data noted
 */
record CandidateTask(
        String title,
        double share,
        String experiment,
        String data,
        String run,
        boolean isTested,
        int checkedClasses,
        ArrayList<Finding> found)
        implements Task<CandidateTask.End> {
    private static final long serialVersionUID = 1L;

    /**
     * How far it came.
     *
     * @param state done, or stopped where others go on
     * @param validationDice highest
     * @param testDice mean over the test cases; not a number where they were not looked at
     * @param minutes that it took
     */
    record End(SweepRow.State state, double validationDice, double testDice, double minutes) implements Serializable {}

    @Override
    public End run(TaskContext context) {
        long start = System.nanoTime();
        Experiment wanted = Experiments.read(experiment);
        RunData cases = cases(wanted);
        RunFolder folder = new RunFolder(Path.of(run));
        int all = wanted.training().epochs();
        int until = until(wanted.training());
        RunProgress progress = trained(wanted, cases, folder, RunContext.of(context), until);
        return new End(
                progress.endsWithin(until, all) ? SweepRow.State.DONE : SweepRow.State.STOPPED,
                progress.bestDice(until),
                isTested
                        ? TestScore.of(folder, cases, context.cases(), context.backend())
                                .mean()
                        : Double.NaN,
                (System.nanoTime() - start) / 60e9);
    }

    private RunData cases(Experiment wanted) {
        RunData cases = RunData.openAny(Path.of(data))
                .noting(found)
                .withFold(wanted.data().fold());
        cases.split().check(cases.dataset().ids(), wanted.data().allowOverlap() ? Overlap.ALLOWED : Overlap.REFUSED);
        int classes = wanted.network().classes();
        if (classes < checkedClasses) {
            cases.fit(CheckSettings.DEFAULT.withClasses(classes).withOverlap(Overlap.ALLOWED));
        }
        return cases;
    }

    private RunProgress trained(Experiment wanted, RunData cases, RunFolder folder, RunContext context, int until) {
        int all = wanted.training().epochs();
        if (Files.exists(folder.provenance())) {
            RunProgress before = RunProgress.by(folder);
            if (before.divergedWithin(until, all)) {
                throw new DivergedException(before.outcome().message()); // as it would again
            }
            if (before.isThere(until, all)) {
                return before;
            }
        } else {
            RunStart.require(wanted, cases, context.backend());
        }
        new TrainingJob(wanted, cases, folder, context).run(until);
        return RunProgress.by(folder);
    }

    /** Epochs that its share comes to. Shares are compared by validation Dice, so each ends with a validation. */
    private int until(TrainingSettings training) {
        int every = training.validation().validateEvery();
        double validations = Math.ceil(share * training.epochs() / every);
        return (int) Math.min(training.epochs(), validations * every);
    }
}

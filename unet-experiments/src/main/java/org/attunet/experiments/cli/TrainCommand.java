package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryRow;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.RunContext;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.RunStart;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.experiments.task.Interruption;
import org.attunet.train.RunFolder;
import org.attunet.train.TrainingState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "train", description = "Train one experiment: one run.")
final class TrainCommand extends UnetCommand {
    private static final String NEWEST = "";

    @Option(names = "--experiment", required = true, paramLabel = "NAME|FILE", description = "What to train.")
    private String experiment;

    @Option(
            names = "--scale",
            paramLabel = "demo|full",
            description = "Size of the work; demo on the CPU, full on a GPU.")
    private Optional<Scale> scale = Optional.empty();

    @Mixin
    private DataOption data;

    @Mixin
    private RunsOption runs;

    @Option(
            names = "--resume",
            arity = "0..1",
            fallbackValue = NEWEST,
            paramLabel = "RUN",
            description =
                    "Go on with a run of this experiment, named by its folder or id; without a name with the newest that is"
                            + " unfinished.")
    private Optional<String> resume = Optional.empty();

    @Option(names = "--evaluate", description = "Then score the test split.")
    private boolean evaluate;

    TrainCommand(Console console) {
        super(console);
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    public Integer call() {
        Interruption interruption = new Interruption();
        try (CtrlC ctrlC = new CtrlC(interruption, console.messages())) {
            train(interruption);
        }
        return ExitCode.DONE;
    }

    private void train(Interruption interruption) {
        Experiment chosen = Experiments.load(experiment, new Sizing(scale, device()), assignments());
        Path folder = data.folder(chosen.scale(), runs.folder(), console.messages());
        Overlap overlap = chosen.data().allowOverlap() ? Overlap.ALLOWED : Overlap.REFUSED;
        RunData opened = RunData.open(folder, overlap, chosen.data().fold())
                .fit(CheckSettings.DEFAULT
                        .withClasses(chosen.network().classes())
                        .withOverlap(overlap));
        RunFolder run = begin(chosen, opened);
        TrainingState state = new TrainingJob(chosen, opened, run, new RunContext(backend(), interruption)).run();
        Optional<Summary> scores = evaluate ? Optional.of(scores(opened, run)) : Optional.empty();
        print(Trained.of(run, state, scores), () -> {
            print(run.path().toString());
            print(String.format(
                    Locale.ROOT, "best validation Dice %.4f in epoch %d", state.bestDice(), state.bestEpoch()));
            scores.ifPresent(summary -> Results.print(summary, console));
        });
        console.messages()
                .println("unet: next: ./unet "
                        + (evaluate ? "report --runs " + runs.folder() : "evaluate --model " + run.path())
                        + ", or ./unet predict --model " + run.path() + " --in SCAN --out mask.nii.gz");
    }

    private RunFolder begin(Experiment chosen, RunData opened) {
        if (resume.isEmpty()) {
            return RunStart.begin(chosen, opened, runs.runs(), backend());
        }
        return resume.get().equals(NEWEST)
                ? RunStart.resume(chosen, opened, runs.runs(), backend())
                : RunStart.resume(chosen, opened, runs.runs(), resume.get(), backend());
    }

    /** What became of a run; {@code evaluation} is null where it was not scored. */
    private record Trained(String run, double bestDice, int bestEpoch, SummaryRow evaluation) {
        static Trained of(RunFolder run, TrainingState state, Optional<Summary> scores) {
            return new Trained(
                    run.path().toString(),
                    state.bestDice(),
                    state.bestEpoch(),
                    scores.map(SummaryRow::of).orElse(null));
        }
    }

    private Summary scores(RunData opened, RunFolder run) {
        try (ConsoleProgress progress = new ConsoleProgress("test cases", ModelEvaluation.CASE, console.messages())) {
            EvaluationJob job = new EvaluationJob(run.best(), opened.dataset().settings(), progress, backend());
            run.requireThere();
            return job.run("test", opened.labelled("test"), run.evaluation());
        }
    }
}

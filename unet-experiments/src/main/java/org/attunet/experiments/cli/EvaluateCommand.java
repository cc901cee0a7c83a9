package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.MaskFolders;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.MaskEvaluation;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.ModelPath;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "evaluate", description = "Score a model on a split, or masks of any program against labels.")
final class EvaluateCommand extends UnetCommand {
    @Option(names = "--model", paramLabel = "RUN", description = "Run folder or model file.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "In place of --model: the newest run under this folder that has a best checkpoint.")
    private Optional<Path> runs = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "Dataset folder; the run's own where it is left out.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--split", paramLabel = "NAME", defaultValue = "test", description = "train, validation or test.")
    private String split;

    @Option(names = "--predictions", paramLabel = "DIR", description = "Masks to be scored.")
    private Optional<Path> predictions = Optional.empty();

    @Option(names = "--labels", paramLabel = "DIR", description = "What they are held against.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the scores; the run's own where it is left out.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private Target target;

    EvaluateCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        boolean masks = predictions.isPresent() && labels.isPresent() && model.isEmpty();
        boolean network = predictions.isEmpty() && labels.isEmpty() && (model.isPresent() || runs.isPresent());
        if (!masks && !network) {
            throw new UsageException("either --model (or --runs), or --predictions and --labels");
        }
        try (ConsoleProgress progress = new ConsoleProgress("cases", console.messages())) {
            Summary summary = masks ? ofMasks(progress) : ofModel(progress);
            if (json) {
                print(Json.of(SummaryRow.of(summary)));
            } else {
                Results.print(summary, console);
            }
        }
        return ExitCode.DONE;
    }

    @Override
    boolean usesSettings() {
        return model.isPresent();
    }

    private Summary ofMasks(ConsoleProgress progress) {
        Path folder = out.orElseThrow(() -> new UsageException("--out is needed"));
        var pairs = MaskFolders.pair(Inputs.folder(predictions.orElseThrow()), Inputs.folder(labels.orElseThrow()));
        return new MaskEvaluation(new Scorer(1)).run(pairs, new EvaluationFolder(target.folder(folder)), progress);
    }

    private Path newestRun() {
        Path run = new Runs(Inputs.folder(runs.orElseThrow())).newest().path();
        console.messages().println("unet: " + run + " is the newest run; --model, or -Drun for Maven, names another");
        return run;
    }

    private Summary ofModel(ConsoleProgress progress) {
        if (!split.matches("train|validation|test")) {
            throw new UsageException("--split is train, validation or test, not '" + split + "'");
        }
        ModelPath path = ModelPath.of(model.orElseGet(this::newestRun));
        Path dataset = data.or(path::dataset).orElseThrow(() -> new UsageException("--data is needed"));
        if (out.isEmpty() && !assignments().isEmpty()) {
            throw new UsageException(
                    "--set makes scores that are not those of the run as it is; name a folder with --out");
        }
        Path folder = out.or(path::evaluation).orElseThrow(() -> new UsageException("--out is needed"));
        // A run is scored on the cases that it did not train on, whatever split.json says by now.
        RunData opened = path.split(Inputs.folder(dataset))
                .map(own -> RunData.openAny(dataset).withSplit(own))
                .orElseGet(() -> RunData.open(dataset, Overlap.ALLOWED, 0));
        Path results = target.folder(folder);
        List<Case> cases = opened.labelled(split);
        opened.only(split).fit(CheckSettings.DEFAULT.withOverlap(Overlap.ALLOWED));
        return new EvaluationJob(path.file(), opened.dataset().settings(), progress, assignments())
                .run(split, cases, results);
    }
}

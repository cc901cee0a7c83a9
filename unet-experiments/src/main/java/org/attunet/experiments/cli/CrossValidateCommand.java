package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.dataset.SplitProtocol;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryRow;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.eval.report.Report;
import org.attunet.eval.report.ResultsTable;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.CrossValidation;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "cross-validate",
        description = "Train and score experiments on each of several folds; the same command again goes on.")
final class CrossValidateCommand extends UnetCommand {
    @Option(
            names = "--experiment",
            required = true,
            arity = "1..*",
            paramLabel = "NAME|FILE",
            description = "What to train; of several, one after the other, the report is written, too.")
    private List<String> experiments;

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
            names = "--protocol",
            paramLabel = "NAME",
            description = "k-fold or four-fold; left out, the folds of the dataset's split.json, else k-fold.")
    private Optional<String> protocol = Optional.empty();

    @Option(names = "--folds", paramLabel = "K", defaultValue = "5", description = "Folds of k-fold (5).")
    private int count;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "0", description = "Of the shuffle (0).")
    private int seed;

    @Mixin
    private TaskOptions tasks;

    @Option(names = "--fresh", description = "Train everything again.")
    private boolean fresh;

    CrossValidateCommand(Console console) {
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
            crossValidate(interruption);
        }
        return ExitCode.DONE;
    }

    private void crossValidate(Interruption interruption) {
        tasks.check();
        Sizing sizing = new Sizing(scale, device());
        List<Experiment> chosen = experiments.stream()
                .map(name -> Experiments.load(name, sizing, assignments()))
                .toList();
        Dataset dataset = DatasetFolder.open(data.folder(scale(chosen), runs.folder(), console.messages()));
        List<Split> folds = folds(dataset);
        folds.forEach(fold -> fold.check(dataset.ids(), Overlap.REFUSED));
        Map<Integer, RunData> fit = new HashMap<>();
        for (Experiment one : chosen) {
            RunData data = fit.computeIfAbsent(one.network().classes(), classes -> fit(classes, dataset));
            CrossValidation.require(one, data, backend());
        }
        List<Validated> validated = new ArrayList<>();
        for (Experiment one : chosen) {
            validated.add(validated(one, fit.get(one.network().classes()), folds, interruption));
        }
        if (validated.size() > 1) {
            ResultsTable table = Report.write(runs.folder(), runs.folder());
            print(validated, () -> console.results().print(table.markdown()));
        }
    }

    /** Of all of them: full where one is. */
    private static Scale scale(List<Experiment> chosen) {
        return chosen.stream().anyMatch(one -> one.scale() == Scale.FULL) ? Scale.FULL : Scale.DEMO;
    }

    private Validated validated(Experiment one, RunData fit, List<Split> folds, Interruption interruption) {
        Path folder = (fresh ? Optional.<Path>empty() : CrossValidation.earlier(one, folds, runs.runs()))
                .orElseGet(() -> CrossValidation.begin(one, fit, folds, runs.runs(), backend()));
        try (TaskTable table = tasks.table(console.messages());
                ConsoleProgress progress = new ConsoleProgress("test cases", ModelEvaluation.CASE, console.messages());
                TaskExecutor executor = tasks.executor(this, interruption, progress, table)) {
            tasks.pointToRuns(table, runs.folder());
            Summary scores = new CrossValidation(one, fit, folds, folder, executor).run();
            Validated validated = new Validated(folder.toString(), SummaryRow.of(scores));
            if (experiments.size() == 1) {
                print(validated, () -> {
                    Results.print(scores, console);
                    print(folder.toString());
                });
            }
            return validated;
        }
    }

    private record Validated(String folder, SummaryRow evaluation) {}

    /** Every case trains in some fold, so each has to be fit for it. */
    private static RunData fit(int classes, Dataset dataset) {
        Split all = new Split("all", 0, dataset.ids(), List.of(), List.of());
        return new RunData(dataset, all).fit(CheckSettings.DEFAULT.withClasses(classes));
    }

    private List<Split> folds(Dataset dataset) {
        if (protocol.isEmpty() && SplitFile.isIn(dataset.folder())) {
            List<Split> folds = SplitFile.of(dataset);
            if (folds.size() > 1) {
                return folds;
            }
        }
        try {
            return switch (protocol.orElse("k-fold")) {
                case "k-fold" -> SplitProtocol.kFold(dataset.ids(), count, seed);
                case "four-fold" -> SplitProtocol.fourFold(dataset.ids(), seed);
                default -> throw new UsageException("--protocol is k-fold or four-fold, not '" + protocol.get() + "'");
            };
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}

package org.attunet.experiments.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.attunet.data.Finding;
import org.attunet.data.FindingRow;
import org.attunet.data.Json;
import org.attunet.data.Severity;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.dataset.LabelMap;
import org.attunet.data.dataset.LabelMap.Others;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.SummaryRow;
import org.attunet.eval.quality.QualityCsv;
import org.attunet.eval.quality.QualitySummary;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.Scratch;
import org.attunet.experiments.run.EvaluateOrder;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.EvaluationTasks;
import org.attunet.experiments.run.MaskJob;
import org.attunet.experiments.run.ModelCard;
import org.attunet.experiments.run.ModelPath;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "evaluate", description = "Score a model on a split, or masks of any program against labels.")
final class EvaluateCommand extends UnetCommand {
    @Option(
            names = "--model",
            paramLabel = "RUN",
            description = "Run folder or model file; the folds of a cross-validation's folder vote.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "In place of --model: the newest run under this folder that has a best checkpoint.")
    private Optional<Path> runs = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "Dataset folder; the run's own where it is left out.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--split", paramLabel = "NAME", description = "train, validation or test (test).")
    private Optional<String> part = Optional.empty();

    @Option(
            names = "--predictions",
            paramLabel = "DIR",
            description = "Masks of any program to be scored, against --labels or against the --split of --data.")
    private Optional<Path> predictions = Optional.empty();

    @Option(names = "--labels", paramLabel = "DIR", description = "What they are held against.")
    private Optional<Path> labels = Optional.empty();

    @Option(
            names = "--map",
            paramLabel = "VALUE=CLASS",
            description =
                    "What values of the predictions mean, such as 7=1 or 7=1,8=2; may be repeated. Values it does not list"
                            + " are then background. Class 1 is scored.")
    private List<String> map = List.of();

    @Option(
            names = "--fold",
            paramLabel = "N",
            description =
                    "With --predictions: the fold of a split.json of several whose cases are scored; left out, the test cases"
                            + " of all folds together.")
    private int fold;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            converter = PlaceConverter.class,
            description = "Folder for the scores, or with -Pspark its URI; the run's own where it is left out.")
    private Optional<Place> out = Optional.empty();

    @Mixin
    private AcceptOption accept;

    @Mixin
    private ClassesOption classes;

    @Mixin
    private PreferOption prefer;

    @Mixin
    private TaskOptions tasks;

    @Mixin
    private OutputTarget target;

    private Optional<QualitySummary> predicted = Optional.empty();

    EvaluateCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    public Integer call() {
        tasks.check();
        boolean masks =
                predictions.isPresent() && model.isEmpty() && runs.isEmpty() && labels.isPresent() != data.isPresent();
        boolean network = predictions.isEmpty() && labels.isEmpty() && (model.isPresent() || runs.isPresent());
        if (!masks && !network) {
            throw new UsageException("either --model (or --runs), or --predictions with --labels or with --data");
        }
        if (!split().matches("train|validation|test")) {
            throw new UsageException("--split is train, validation or test, not '" + split() + "'");
        }
        if (labels.isPresent() && part.isPresent()) {
            throw new UsageException("--split is a part of the dataset of --data; with --labels every mask is scored");
        }
        if (network && !map.isEmpty()) {
            throw new UsageException("--map says what values of --predictions mean; a model knows its own classes");
        }
        if (fold != 0 && (network || data.isEmpty())) {
            throw new UsageException("--fold picks cases for --predictions with --data; a run keeps to its own fold");
        }
        if (classes.isGiven() && (network || data.isEmpty())) {
            throw new UsageException("--classes says how many a dataset's labels have, for --predictions with --data; a"
                    + " model knows its own");
        }
        if (masks && tasks.isElsewhere()) {
            throw new UsageException("--workers and --on divide the work of a network, and --predictions are masks");
        }
        if (masks && !assignments().isEmpty()) {
            throw new UsageException("--set changes how a model is shown images, and --predictions are masks");
        }
        try (ConsoleProgress progress =
                new ConsoleProgress("cases", masks ? 1 : ModelEvaluation.CASE, console.messages())) {
            Outcome outcome = delivered(folder -> masks ? ofMasks(folder, progress) : ofModel(folder, progress));
            progress.close();
            if (json) {
                print(Json.of(Evaluated.of(outcome, predicted)));
            } else {
                Results.print(outcome.summary(), console);
                predicted.ifPresent(found -> print("predicted Dice: " + found.text()));
            }
        }
        return ExitCode.DONE;
    }

    /** Scores in the folder of {@code --out}; what is to lie elsewhere is written here first. */
    private Outcome delivered(Function<Optional<Path>, Outcome> scores) {
        Optional<Place> remote = out.filter(Place::isRemote);
        if (remote.isEmpty()) {
            return scores.apply(out.map(Place::path));
        }
        if (tasks.isOnCluster()) {
            throw new UsageException(
                    "with --on, scores are put together in a folder that all machines share: name one with"
                            + " --out, not " + remote.get());
        }
        target.folder(remote.get());
        return Scratch.deliveredTo(remote.get(), folder -> {
            Outcome outcome = scores.apply(Optional.of(folder));
            target.close(); // its lock is no result
            return outcome;
        });
    }

    /** The scores as {@code summary.json} has them, and beside them what was odd: an empty list where nothing was. */
    private record Evaluated(
            @JsonUnwrapped SummaryRow summary,
            List<FindingRow> findings,
            @JsonInclude(Include.NON_NULL) QualitySummary predictedDice) {
        static Evaluated of(Outcome outcome, Optional<QualitySummary> predicted) {
            return new Evaluated(
                    SummaryRow.of(outcome.summary()),
                    outcome.findings().stream().map(FindingRow::of).toList(),
                    predicted.orElse(null));
        }
    }

    private String split() {
        return part.orElse("test");
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    private Outcome ofMasks(Optional<Path> into, ConsoleProgress progress) {
        Path folder = into.orElseThrow(() -> new UsageException("--out is needed"));
        Path given = Inputs.folder(predictions.orElseThrow());
        MaskJob job = new MaskJob(given, values(), classes.of(checks()), progress);
        Outcome outcome = data.isPresent()
                ? job.againstSplit(Inputs.folder(data.get()), split(), fold, target.folder(folder))
                : job.againstLabels(Inputs.folder(labels.orElseThrow()), target.folder(folder));
        progress.close();
        outcome.findings().forEach(finding -> console.messages().println(line(finding)));
        return outcome;
    }

    private static String line(Finding finding) {
        String place = finding.caseId() == null ? "" : finding.caseId() + ": ";
        String what = finding.severity() == Severity.FIXED ? "fixed: " : "";
        return "unet: " + place + what + finding.message() + " [" + finding.code() + "]";
    }

    private CheckSettings checks() {
        return CheckSettings.DEFAULT.withPrefer(prefer.form());
    }

    private LabelMap values() {
        try {
            LabelMap values = LabelMap.parse(map, Others.BACKGROUND);
            if (!values.isEmpty() && values.valuesOf(MaskJob.ORGAN).isEmpty()) {
                throw new UsageException("--map " + values + " names no value for class " + MaskJob.ORGAN
                        + ", which is scored; such as --map 7=" + MaskJob.ORGAN);
            }
            return values;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--map: " + e.getMessage());
        }
    }

    private Path newestRun() {
        Path run = new Runs(Inputs.folder(runs.orElseThrow())).newest().path();
        console.messages().println("unet: " + run + " is the newest run; --model, or -Drun for Maven, names another");
        return run;
    }

    private Outcome ofModel(Optional<Path> into, ConsoleProgress progress) {
        List<ModelPath> members =
                ModelPath.all(model.orElseGet(this::newestRun)).toList();
        if (members.size() > 1) {
            requireElsewhere();
        }
        ModelPath path = members.get(0);
        Path dataset = data.or(path::dataset).orElseThrow(() -> new UsageException("--data is needed"));
        if (out.isEmpty() && !assignments().isEmpty()) {
            throw new UsageException(
                    "--set makes scores that are not those of the run as it is; name a folder with --out");
        }
        Path folder = into.or(path::evaluation).orElseThrow(() -> new UsageException("--out is needed"));
        // A run is scored on the cases that it did not train on, whatever split.json says by now.
        RunData opened = path.split(Inputs.folder(dataset))
                .map(own -> RunData.openAny(dataset).withSplit(own))
                .orElseGet(() -> RunData.open(dataset, Overlap.ALLOWED, 0));
        Path results = target.folder(folder);
        List<Case> cases = opened.labelled(split());
        int own = ModelFile.readAll(path.file()).get(0).network().classes();
        List<Finding> findings = new ArrayList<>(opened.only(split())
                .fit(checks().withClasses(own).withOverlap(Overlap.ALLOWED))
                .findings());
        DatasetSettings said = opened.dataset().settings();
        DatasetSettings settings = said.withPrefer(prefer.form().or(said::prefer));
        ModelCard.dataOf(members).flatMap(data -> data.overlap(cases)).ifPresent(finding -> {
            console.messages().println(line(finding));
            findings.add(finding);
        });
        List<Path> files = members.stream().map(ModelPath::file).toList();
        Outcome outcome = tasks.isElsewhere()
                ? sideBySide(files, opened.dataset(), cases, results)
                : new EvaluationJob(files, settings, progress, assignments(), accept.unseen(), backend())
                        .score(split(), cases, results);
        findings.addAll(outcome.findings());
        predicted = QualitySummary.of(QualityCsv.read(new EvaluationFolder(results).quality()));
        if (!path.evaluation().filter(folder::equals).isPresent()) {
            progress.close();
            console.messages()
                    .println("unet: these scores lie in " + out.orElseGet(() -> Place.of(folder))
                            + " alone; report and the comparison page show those"
                            + " in a run's folder, where evaluate --model RUN writes them without --out");
        }
        return new Outcome(outcome.summary(), findings);
    }

    /** Each fold's scores on its own cases are in their folder since they were trained; together they are for other data. */
    private void requireElsewhere() {
        if (data.isEmpty() || out.isEmpty()) {
            throw new UsageException(
                    model.orElseThrow() + " holds the folds of a cross-validation, whose own scores are in its"
                            + " evaluation folder; to let the folds vote, name other data with --data and a folder with --out");
        }
    }

    private Outcome sideBySide(List<Path> files, Dataset dataset, List<Case> cases, Path results) {
        EvaluateOrder order = new EvaluateOrder(
                files.stream().map(tasks::path).toList(),
                assignments(),
                tasks.path(dataset.folder()),
                prefer.form().orElse(null),
                tasks.path(results));
        Interruption interruption = new Interruption();
        try (CtrlC ctrlC = new CtrlC(interruption, console.messages());
                TaskTable table = tasks.table(console.messages());
                TaskExecutor executor = tasks.executor(this, interruption, Progress.NONE, table)) {
            return new EvaluationTasks(order, accept.unseen(), executor).score(dataset, split(), cases);
        }
    }
}

package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.Json;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CheckReport;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.DatasetCheck;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.experiments.run.LeakCheck;
import org.attunet.experiments.run.RunData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "check", description = "Look for everything in a dataset that training or scoring would suffer from.")
final class CheckCommand extends UnetCommand {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Dataset folder.")
    private Path data;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Folder for a picture of every suspicious case; <data>/check where it is left out.")
    private Optional<Path> pictures = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "DIR|MODEL",
            description =
                    "Also look whether cases are among those of another dataset folder, or those that a run or model was trained on,"
                            + " by what the scans show: names, resampling and cropping do not count.")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "With --against: look at these cases alone: train, validation or test of split.json.")
    private Optional<String> part = Optional.empty();

    @Mixin
    private ClassesOption classes;

    @Mixin
    private PreferOption prefer;

    @Option(names = "--allow-overlap", description = "A case may be in several parts of the split.")
    private boolean allowOverlap;

    CheckCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        CheckReport report = report();
        report.lostPictures().ifPresent(lost -> console.messages().println("unet: " + lost));
        if (json) {
            print(Json.of(report.toJson()));
        } else {
            report.lines().forEach(this::print);
            int errors = report.errors().size();
            print(report.cases() + " cases, " + errors + (errors == 1 ? " error, " : " errors, ")
                    + (report.findings().size() - errors) + " other findings");
        }
        return report.errors().isEmpty() ? ExitCode.DONE : ExitCode.DATA;
    }

    private CheckReport report() {
        if (part.isPresent() && (against.isEmpty() || !part.get().matches("train|validation|test"))) {
            throw new UsageException(
                    "--split is train, validation or test, and says which cases are held --against others");
        }
        Path folder = Inputs.folder(data);
        Optional<Path> others = against.map(Inputs::existing);
        CheckReport report;
        try (ConsoleProgress progress = new ConsoleProgress("cases", console.messages())) {
            report = DatasetCheck.run(folder, settings(), progress::at);
        }
        return others.isPresent() && report.errors().isEmpty() ? report.with(leaks(folder, others.get())) : report;
    }

    private List<Finding> leaks(Path folder, Path others) {
        Dataset dataset = DatasetFolder.open(folder);
        List<Case> cases = part.map(name -> RunData.openAny(folder).cases(name)).orElse(dataset.cases());
        LeakCheck check;
        try (ConsoleProgress progress = new ConsoleProgress("fingerprints", console.messages())) {
            check = LeakCheck.against(others, progress);
        }
        try (ConsoleProgress progress = new ConsoleProgress("compared", console.messages())) {
            return check.run(dataset.settings(), cases, progress);
        }
    }

    private CheckSettings settings() {
        return classes.of(CheckSettings.DEFAULT)
                .withPictures(pictures.orElseGet(() -> data.resolve("check")))
                .withOverlap(allowOverlap ? Overlap.ALLOWED : Overlap.REFUSED)
                .withPrefer(prefer.form());
    }
}

package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.Json;
import org.attunet.data.dataset.CheckReport;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.DatasetCheck;
import org.attunet.data.dataset.Split.Overlap;
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
        CheckReport report;
        try (ConsoleProgress progress = new ConsoleProgress("cases", console.messages())) {
            report = DatasetCheck.run(Inputs.folder(data), settings(), progress::at);
        }
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

    private CheckSettings settings() {
        return classes.of(CheckSettings.DEFAULT)
                .withPictures(pictures.orElseGet(() -> data.resolve("check")))
                .withOverlap(allowOverlap ? Overlap.ALLOWED : Overlap.REFUSED)
                .withPrefer(prefer.form());
    }
}

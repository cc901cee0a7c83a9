package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.data.dataset.CheckSettings;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.plan.Planner;
import org.attunet.experiments.plan.Proposal;
import org.attunet.experiments.plan.ProposedExperiment;
import org.attunet.experiments.run.RunData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description =
                "Propose an experiment for a dataset and this machine: spacing, patch, widths, intensity, epochs, with reasons.")
final class PlanCommand extends UnetCommand {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Dataset folder; its training cases are read.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", description = "Experiment file to write; left out, it is printed.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--experiment",
            paramLabel = "NAME|FILE",
            defaultValue = "best",
            description = "The experiment to extend (best).")
    private String experiment;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "24",
            description = "Hours that training may take (24).")
    private double hours;

    @Mixin
    private ClassesOption classes;

    @Mixin
    private OutputTarget target;

    PlanCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    public Integer call() {
        if (!(hours > 0)) {
            throw new UsageException("--hours is a positive number, not " + hours);
        }
        RunData opened = RunData.openAny(Inputs.folder(data))
                .fit(classes.of(CheckSettings.DEFAULT).withOverlap(Overlap.ALLOWED));
        Optional<Path> file = out.map(target::file);
        ProposedExperiment plan = plan(opened);
        file.ifPresent(path -> AtomicFile.write(path, plan.yaml()));
        print(new Planned(file.map(Path::toString).orElse(null), plan.base(), plan.settings()), () -> {
            if (file.isEmpty()) {
                console.results().print(plan.yaml());
            } else {
                plan.settings().forEach(s -> print(s.path() + ": " + s.value() + "  # " + s.reason()));
            }
        });
        file.ifPresent(path ->
                console.messages().println("unet: next: ./unet train --experiment " + path + " --data " + data));
        return ExitCode.DONE;
    }

    private ProposedExperiment plan(RunData opened) {
        Sizing sizing = new Sizing(Optional.of(Scale.FULL), device());
        try (ConsoleProgress progress = new ConsoleProgress("training cases", console.messages())) {
            return new Planner(experiment, sizing, hours, backend()).plan(opened, progress);
        }
    }

    private record Planned(String file, String base, List<Proposal> settings) {}
}

package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.eval.report.ResultsTable;
import org.attunet.eval.report.RunResults;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.Interruption;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description = "Train and evaluate several experiments and tabulate them; the same command again goes on.")
final class SweepCommand extends UnetCommand {
    /** The reference project's four. */
    private static final Map<String, List<String>> SWEEPS =
            Map.of("reference", List.of("baseline", "deeper", "dice-ce", "conv-mapping"));

    @Option(
            names = "--sweep",
            paramLabel = "NAME",
            defaultValue = "reference",
            description = "reference (the default).")
    private String sweep;

    @Option(names = "--scale", paramLabel = "demo|full", description = "Size of the work; demo on the CPU.")
    private Optional<Scale> scale = Optional.empty();

    @Option(names = "--fresh", description = "Train everything anew, whatever is there.")
    private boolean fresh;

    @Mixin
    private DataOption data;

    @Mixin
    private RunsOption runs;

    SweepCommand(Console console) {
        super(console);
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    @Override
    public Integer call() {
        List<Experiment> experiments = names().stream()
                .map(name -> Experiments.load(name, scale, settings))
                .toList();
        Experiment first = experiments.get(0);
        Path folder = data.folder(first.scale(), runs.folder(), console.messages());
        RunData opened = RunData.open(folder, first.data().allowOverlap() ? Overlap.ALLOWED : Overlap.REFUSED);
        Interruption interruption = new Interruption();
        Sweep.Start start = fresh ? Sweep.Start.AFRESH : Sweep.Start.CONTINUE;
        Map<String, String> failures;
        try (CtrlC ctrlC = new CtrlC(interruption, console.messages())) {
            failures = new Sweep(experiments, opened, runs.runs(), start, interruption).run();
        }
        ResultsTable table = ResultsTable.of(RunResults.in(runs.folder()));
        table.write(runs.folder());
        console.results().print(table.markdown());
        failures.forEach((name, why) -> console.messages().println("unet: " + name + " failed: " + why));
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAULT;
    }

    private List<String> names() {
        if (!SWEEPS.containsKey(sweep)) {
            throw new ConfigurationException("no sweep is called '" + sweep + "'; there is " + SWEEPS.keySet());
        }
        return SWEEPS.get(sweep);
    }
}

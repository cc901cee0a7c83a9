package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.report.Report;
import org.attunet.eval.report.ResultsTable;
import org.attunet.eval.report.RunResults;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.sweep.SweepContext;
import org.attunet.experiments.sweep.SweepContext.Start;
import org.attunet.experiments.sweep.SweepFile;
import org.attunet.experiments.sweep.SweepJob;
import org.attunet.experiments.sweep.SweepRow;
import org.attunet.experiments.sweep.SweepRow.State;
import org.attunet.experiments.sweep.SweepTable;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description = "Train and evaluate several experiments, or search settings; the same command again goes on.")
final class SweepCommand extends UnetCommand {
    @Option(
            names = "--sweep",
            paramLabel = "NAME|FILE",
            defaultValue = "reference",
            description = "reference (the four named experiments, the default), search, or a file.")
    private String sweep;

    @Option(
            names = "--scale",
            paramLabel = "demo|full",
            description = "Size of the work; demo on the CPU, full on a GPU.")
    private Optional<Scale> scale = Optional.empty();

    @Mixin
    private DataOption data;

    @Mixin
    private RunsOption runs;

    @Mixin
    private TaskOptions tasks;

    @Option(names = "--fresh", description = "Train everything again.")
    private boolean fresh;

    SweepCommand(Console console) {
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
        tasks.check();
        Sizing sizing = new Sizing(scale, device());
        SweepFile file = SweepFile.load(sweep, sizing, assignments());
        Path folder = data.folder(file.scale(sizing, assignments()), runs.folder(), console.messages());
        Interruption interruption = new Interruption();
        try (CtrlC ctrlC = new CtrlC(interruption, console.messages());
                TaskTable watch = tasks.table(console.messages());
                TaskExecutor executor = tasks.executor(this, interruption, Progress.NONE, watch)) {
            tasks.pointToRuns(watch, runs.folder());
            SweepContext context = new SweepContext(
                    folder, runs.runs(), scale, assignments(), fresh ? Start.FRESH : Start.RESUME, device(), executor);
            SweepTable table = new SweepJob(file, context, tasks.isElsewhere() ? now -> {} : this::show).run();
            Optional<ResultsTable> results = report();
            print(SweepRowJson.Table.of(file.sweep().name(), table), () -> {
                print(table.text());
                if (file.sweep().isSearch()) {
                    table.best().ifPresent(this::printBest);
                }
                results.ifPresent(all -> console.results().print(all.markdown()));
            });
            return table.rows().stream().anyMatch(row -> row.state() == State.DONE) ? ExitCode.DONE : ExitCode.FAULT;
        }
    }

    private void show(SweepTable now) {
        console.messages().println(now.text());
    }

    private void printBest(SweepRow best) {
        print("best: " + best.name() + " " + String.join(" ", best.assignments()));
        best.run()
                .ifPresent(run -> print("train --experiment " + run.path()
                        + " takes its settings, --set name=… a name of" + " your own"));
    }

    private Optional<ResultsTable> report() {
        return RunResults.in(runs.folder()).isEmpty()
                ? Optional.empty()
                : Optional.of(Report.write(runs.folder(), runs.folder()));
    }
}

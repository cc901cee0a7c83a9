package org.attunet.experiments.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.FindingRow;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.run.Preprocessing;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskExecutor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code preprocess} of a whole dataset: into the cache that trainings read. */
final class WholeDataset {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "In place of --in: every case of a dataset, into the cache of --runs; the same command again goes on.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--experiment",
            paramLabel = "NAME|FILE",
            description = "With --data: what is to be trained (baseline).")
    private Optional<String> experiment = Optional.empty();

    @Option(names = "--scale", paramLabel = "demo|full", description = "With --data: size of its work.")
    private Optional<Scale> scale = Optional.empty();

    @Mixin
    private RunsOption runs;

    @Mixin
    private TaskOptions tasks;

    boolean isMeant() {
        return data.isPresent();
    }

    /** What became of the cases, as JSON has it. */
    private record Row(
            String cache,
            int prepared,
            int found,
            List<String> unlabelled,
            @JsonProperty("left-out") List<String> leftOut,
            @JsonProperty("no-room") List<String> noRoom,
            List<FindingRow> findings) {}

    /** Prepares all, and says what could not be. */
    int prepare(UnetCommand command) {
        tasks.check();
        Path folder = Inputs.folder(data.orElseThrow());
        Experiment chosen = Experiments.load(
                experiment.orElse("baseline"), new Sizing(scale, command.device()), command.assignments());
        Path cache = runs.runs().cache();
        Interruption interruption = new Interruption();
        Preprocessing.Done done;
        try (CtrlC ctrlC = new CtrlC(interruption, command.console.messages());
                TaskTable table = tasks.table(command.console.messages());
                ConsoleProgress progress = new ConsoleProgress("cases", command.console.messages());
                TaskExecutor executor = tasks.executor(command, interruption, progress, table)) {
            done = new Preprocessing(chosen, DatasetFolder.open(folder), cache, executor, progress).run();
        }
        done.findings()
                .forEach(finding -> command.console
                        .messages()
                        .println("unet: " + finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.code()
                                + " " + finding.caseId() + ": " + finding.message()));
        Row row = new Row(
                cache.toString(),
                done.prepared(),
                done.found(),
                done.unlabelled(),
                done.leftOut(),
                done.withoutRoom(),
                done.findings().stream().map(FindingRow::of).toList());
        command.print(row, () -> command.print(text(row)));
        requireAll(done);
        return ExitCode.DONE;
    }

    private static String text(Row row) {
        return row.prepared + " cases prepared, " + row.found + " were there, in " + row.cache
                + (row.unlabelled.isEmpty()
                        ? ""
                        : System.lineSeparator() + "without a label, which no training reads: "
                                + String.join(", ", row.unlabelled));
    }

    private static void requireAll(Preprocessing.Done done) {
        if (!done.leftOut().isEmpty()) {
            throw new DataException(done.leftOut().size() + " cases cannot be used as they are and were left out: "
                    + String.join(", ", done.leftOut()) + "; what is wrong with each is said above");
        }
        if (!done.withoutRoom().isEmpty()) {
            throw new DataException(
                    "the cache took no more, so that these cases will be preprocessed by every training: "
                            + String.join(", ", done.withoutRoom())
                            + "; give it more room with --set data.cache.gigabytes=N, or make some on its disk");
        }
    }
}

package org.attunet.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attunet.experiments.bench.BenchProcess;
import org.attunet.experiments.bench.Machine;
import org.attunet.experiments.bench.task.Task;
import org.attunet.experiments.bench.task.TaskInputs;
import org.attunet.experiments.bench.task.TaskRun;
import org.attunet.experiments.bench.task.TaskSize;
import org.attunet.experiments.bench.task.TaskTable;
import org.attunet.model.engine.Backend;
import picocli.CommandLine.Option;

/** Options of whole tasks. */
final class BenchTaskOptions {
    @Option(
            names = "--tasks",
            paramLabel = "DIR",
            description =
                    "Do whole tasks instead, from file to file, each in a process of its own; tasks.md and tasks.csv"
                            + " there, and what the tasks read in DIR/inputs, made once.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--task",
            split = ",",
            paramLabel = "TASK",
            description = "Which of them, all where it is left out: dicom, nifti, long, chain, patches, scores.")
    private List<Task> tasks = List.of();

    @Option(names = "--quick", description = "Tiny tasks, to see that they run.")
    private boolean quick;

    @Option(names = "--alone", hidden = true, description = "Do one task in this process, whose inputs are there.")
    private Optional<Task> alone = Optional.empty();

    boolean wanted() {
        return folder.isPresent();
    }

    /** The task that this process does by itself, if that is what it is for. */
    Optional<Task> alone() {
        return alone;
    }

    private TaskInputs inputs() {
        return new TaskInputs(
                folder.orElseThrow().resolve(quick ? "quick-inputs" : "inputs"),
                quick ? TaskSize.QUICK : TaskSize.FULL);
    }

    /** What that task came to. */
    Map<String, Object> run(int threads, Backend computing, Console console) {
        Task task = alone.orElseThrow();
        try (ConsoleProgress progress = new ConsoleProgress(task.word(), console.messages())) {
            TaskRun.Result done = new TaskRun(inputs(), threads, computing, progress).run(task);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("task", task.word());
            result.put("seconds", done.seconds());
            result.put("figures", done.figures());
            return result;
        }
    }

    /**
     * Makes what is missing, does the tasks and writes the table; prints each row when it is done.
     *
     * @param options that this command was given and each task's process needs too
     * @return the process's exit code
     */
    int write(List<String> options, Backend computing, OutputTarget target, Console console) {
        Path out = folder.orElseThrow();
        target.file(out.resolve("tasks.md"));
        target.file(out.resolve("tasks.csv"));
        List<String> line = new ArrayList<>(options);
        line.addAll(List.of("--tasks", out.toString()));
        if (quick) {
            line.add("--quick");
        }
        line.add("--alone");
        TaskTable table =
                new TaskTable(BenchProcess.ours(Unet.class, line), out.resolve("tasks.md"), out.resolve("tasks.csv"));
        List<Task> chosen = tasks.isEmpty() ? List.of(Task.values()) : tasks;
        chosen.forEach(task -> make(task, computing, console));
        List<Task> failed = table.write(chosen, Machine.today() + ", " + computing, console.results()::println);
        failed.forEach(
                task -> console.messages().println("unet: " + task.word() + " failed; what it said stands above"));
        return failed.isEmpty() ? ExitCode.DONE : ExitCode.FAULT;
    }

    private void make(Task task, Backend computing, Console console) {
        try (ConsoleProgress progress = new ConsoleProgress(task.word() + ", inputs", console.messages())) {
            inputs().make(task, computing, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

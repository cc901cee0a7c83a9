package org.attunet.experiments.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.task.ComputeThreads;
import org.attunet.experiments.task.Interruption;
import org.attunet.experiments.task.TaskContext;
import org.attunet.experiments.task.WorkerLoop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "worker",
        hidden = true,
        description = "Run tasks that another process of this program hands over; started by --workers, not by hand.")
final class WorkerCommand extends UnetCommand {
    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "0",
            description = "Threads that a task computes with.")
    private int threads;

    @Option(names = "--cache", paramLabel = "DIR", description = "This machine's folder for preprocessed cases.")
    private Optional<Path> cache = Optional.empty();

    WorkerCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    boolean computes() {
        return false; // said by the first task, to whoever waits for it
    }

    @Override
    boolean printsResult() {
        return false;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!verbose) {
            WarningsAlone.log();
        }
        Interruption interruption = new Interruption();
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        BufferedReader tasks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (CtrlC ctrlC = new CtrlC(interruption, nobody)) {
            TaskContext context =
                    new TaskContext(this::backend, interruption, new ComputeThreads(threads), Progress.NONE);
            new WorkerLoop(cache.map(context::caching).orElse(context), tasks, console.results()).run();
        }
        return ExitCode.DONE;
    }
}

package org.attunet.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.Json;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.experiments.run.Reproduction;
import org.attunet.experiments.run.Reproduction.Difference;
import org.attunet.experiments.run.RunContext;
import org.attunet.experiments.run.Runs;
import org.attunet.experiments.task.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "repro", description = "Run a run again from what it recorded, and print what differs.")
final class ReproCommand extends UnetCommand {
    @Parameters(paramLabel = "RUN", description = "Folder of a finished run; the repetition is kept in its repro/.")
    private Path run;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the run's dataset lies now, if it was moved.")
    private Optional<Path> data = Optional.empty();

    ReproCommand(Console console) {
        super(console);
    }

    @Override
    boolean runsNetworks() {
        return true;
    }

    @Override
    public Integer call() {
        Interruption interruption = new Interruption();
        List<Difference> differences;
        try (CtrlC ctrlC = new CtrlC(interruption, console.messages());
                ConsoleProgress progress =
                        new ConsoleProgress("evaluated cases", ModelEvaluation.CASE, console.messages())) {
            RunContext context = new RunContext(backend(), interruption);
            differences = new Reproduction(Runs.existing(run), data, context, progress).run();
        }
        if (json) {
            print(Json.of(differences));
        } else if (differences.isEmpty()) {
            print("no difference: settings, inputs, history, weights and scores are the same");
        } else {
            differences.forEach(d -> print(d.field() + ": " + shown(d.before()) + " → " + shown(d.now())));
        }
        return ExitCode.DONE;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }
}

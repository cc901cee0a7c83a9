package org.attunet.experiments.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.NetworkSize;
import org.attunet.experiments.experiment.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show an experiment with every setting filled in, and how large it is.")
final class ShowCommand extends UnetCommand {
    @Parameters(paramLabel = "NAME|FILE", description = "The experiment.")
    private String experiment;

    @Option(names = "--scale", paramLabel = "demo|full", description = "Size of the work; demo on the CPU.")
    private Optional<Scale> scale = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ShowCommand(Console console) {
        super(console);
    }

    @Override
    boolean usesSettings() {
        return true;
    }

    @Override
    public Integer call() {
        Experiment chosen = Experiments.load(experiment, scale, assignments());
        NetworkSize size = NetworkSize.of(chosen.network());
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("settings", Experiments.flat(chosen));
            result.put("parameters", size.parameters());
            print(Json.of(result));
        } else {
            console.results().print(Experiments.yaml(chosen));
            print("# parameters: " + size.parameters());
        }
        return ExitCode.DONE;
    }
}

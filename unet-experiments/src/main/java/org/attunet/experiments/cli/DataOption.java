package org.attunet.experiments.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.run.DemoData;
import picocli.CommandLine.Option;

/** The dataset, or phantoms where none is named. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Dataset folder; at demo scale, phantoms are made where none is named.")
    private Optional<Path> folder = Optional.empty();

    /** The folder named, else that of the demo phantoms, made beside the runs where they are not there yet. */
    Path folder(Scale scale, Path runs, PrintStream messages) {
        if (folder.isPresent()) {
            return Inputs.folder(folder.get());
        }
        if (scale == Scale.FULL) {
            throw new UsageException("--data is needed at full scale; --scale demo makes phantoms");
        }
        try (ConsoleProgress progress = new ConsoleProgress("demo phantoms", messages)) {
            return DemoData.beside(runs, progress::at);
        }
    }
}

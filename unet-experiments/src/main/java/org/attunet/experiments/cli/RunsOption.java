package org.attunet.experiments.cli;

import java.nio.file.Path;
import org.attunet.experiments.run.Runs;
import picocli.CommandLine.Option;

/** The runs folder. */
final class RunsOption {
    @Option(names = "--runs", paramLabel = "DIR", defaultValue = "runs", description = "Runs folder (runs).")
    private Path folder;

    Path folder() {
        return folder;
    }

    Runs runs() {
        return new Runs(folder);
    }
}

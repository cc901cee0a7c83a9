package org.attunet.experiments.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code unet} itself: does nothing without a command. */
@Command(
        name = "unet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "3-D Attention U-Net for pancreas segmentation in CT.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 a fault of ours, 2 usage, 3 configuration, 4 data, 5 diverged, 130 interrupted."
        })
final class RootCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Commands.help(spec.commandLine());
    }
}

package org.attunet.experiments.cli;

import java.util.Optional;
import org.attunet.data.dataset.CheckSettings;
import picocli.CommandLine.Option;

/** How many classes labels have, for commands that look at labels without an experiment or a model that says. */
final class ClassesOption {
    private static final int MOST = 256;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description =
                    "Classes of the labels, background included, as network.classes of the experiment that they are for (2).")
    private Optional<Integer> classes = Optional.empty();

    /** Whether it was asked for. */
    boolean isGiven() {
        return classes.isPresent();
    }

    /** The settings with this many classes; as they are where none are given. */
    CheckSettings of(CheckSettings settings) {
        int count = classes.orElse(settings.classes());
        if (count < 2 || count > MOST) {
            throw new UsageException("--classes is 2 to " + MOST + ", background included, not " + count);
        }
        return settings.withClasses(count);
    }
}

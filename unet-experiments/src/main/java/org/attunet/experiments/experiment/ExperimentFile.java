package org.attunet.experiments.experiment;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.attunet.experiments.settings.Node.Mapping;

/**
 * One experiment file as it was written.
 *
 * @param stem its name without {@code .yaml}
 * @param path where it lies; empty for a shipped one
 * @param tree its content
 */
record ExperimentFile(String stem, Optional<Path> path, Mapping tree) {
    /** What it extends; nothing, for the defaults alone. */
    Optional<String> parent() {
        boolean isDefaults = path.isEmpty() && stem.equals(ExperimentFiles.DEFAULTS);
        return isDefaults ? Optional.empty() : tree.text("extends").or(() -> Optional.of(ExperimentFiles.DEFAULTS));
    }

    /** How messages call it. */
    String source() {
        return path.map(Path::toString).orElse(stem + ".yaml");
    }

    /** Its settings at a scale: those for every scale, with those for this one laid over them. */
    Mapping at(Scale scale) {
        Mapping general = tree.without("extends", "full", "demo");
        return general.overlaidWith(tree.mapping(scale.name().toLowerCase(Locale.ROOT)));
    }
}

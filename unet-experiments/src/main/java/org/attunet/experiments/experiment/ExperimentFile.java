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

    /** Its settings for every scale; those {@link #at} a scale are a layer over them. */
    Mapping general() {
        return tree.without("extends", "full", "demo");
    }

    /** What it says for one scale alone. */
    Mapping at(Scale scale) {
        return tree.mapping(scale.name().toLowerCase(Locale.ROOT));
    }
}

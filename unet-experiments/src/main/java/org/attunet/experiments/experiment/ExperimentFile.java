package org.attunet.experiments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attunet.experiments.settings.Names;
import org.attunet.experiments.settings.Node;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.RenamedSettings;
import org.attunet.experiments.settings.YamlReader;

/**
 * One experiment file as it was written.
 *
 * @param stem what it is called after its file
 * @param source how messages call it: its path, or the name of a shipped one
 * @param isShipped whether it is one of the program's own
 * @param tree its content
 * @param problems what is wrong with its outer form
 */
record ExperimentFile(String stem, String source, boolean isShipped, Mapping tree, List<Problem> problems) {
    private static final String EXTENDS = "extends";
    private static final List<String> SCALES = List.of("full", "demo");
    /** What belongs to the top of a file and not below a scale. */
    private static final List<String> OUTER = List.of("name", "scale", EXTENDS, "full", "demo");

    /** Keeps its own copy. */
    ExperimentFile {
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file's text.
     *
     * @param file its name
     */
    static ExperimentFile of(String file, String source, boolean isShipped, String text) {
        List<Problem> problems = new ArrayList<>();
        Mapping tree = RenamedSettings.in(YamlReader.read(text, source, problems), problems);
        tree.get(EXTENDS)
                .filter(node -> !(node instanceof Scalar))
                .ifPresent(node -> problems.add(new Problem(
                        node.origin(), EXTENDS, "one experiment or file is expected, found " + node.show())));
        SCALES.forEach(scale -> tree.get(scale).ifPresent(node -> outer(scale, node, problems)));
        return new ExperimentFile(Names.ofFile(file), source, isShipped, tree, problems);
    }

    private static void outer(String scale, Node node, List<Problem> problems) {
        if (!(node instanceof Mapping part)) {
            problems.add(new Problem(node.origin(), scale, "settings below it are expected, found " + node.show()));
            return;
        }
        OUTER.forEach(key -> part.get(key)
                .ifPresent(found -> problems.add(new Problem(
                        found.origin(), scale + "." + key, "belongs to the top of the file, not below a scale"))));
    }

    /** Whether it is one of the reference project's own experiments, which are computed as that computes. */
    boolean isReference() {
        return isShipped && ExperimentFiles.REFERENCE.contains(stem);
    }

    /** What it extends; nothing, for the defaults alone. */
    Optional<String> parent() {
        boolean isDefaults = isShipped && stem.equals(ExperimentFiles.DEFAULTS);
        return isDefaults ? Optional.empty() : tree.text(EXTENDS).or(() -> Optional.of(ExperimentFiles.DEFAULTS));
    }

    /** Where it says what it extends, for a message to begin with. */
    String extending() {
        return tree.get(EXTENDS).map(Node::origin).orElse(source) + ": " + EXTENDS + ": ";
    }

    /** Its settings for every scale; those {@link #at} a scale are a layer over them. */
    Mapping general() {
        return tree.without(EXTENDS, "full", "demo");
    }

    /** What it says for one scale alone. */
    Mapping at(Scale scale) {
        return tree.mapping(scale.name().toLowerCase(Locale.ROOT)).without(OUTER.toArray(String[]::new));
    }
}

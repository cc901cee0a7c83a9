package org.attunet.experiments.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.Range;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.experiments.settings.Binder;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Names;
import org.attunet.experiments.settings.Node;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Overrides;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.SettingsGuide;
import org.attunet.experiments.settings.Tuples;
import org.attunet.experiments.settings.YamlReader;
import org.attunet.experiments.settings.YamlWriter;
import org.attunet.model.engine.Device;

/**
 * From names and files to experiments. Later layers win: the defaults, each file of the {@code extends} chain (its general
 * part, then its part for the scale), the command line.
 */
public final class Experiments {
    private static final Tuples TUPLES = Tuples.none()
            .with(Size.class, edge -> Size.cube((int) edge))
            .with(Spacing.class, Spacing::isotropic)
            .with(Range.class);

    private static final Mapping DEFAULTS = defaults();
    private static final Binder<Experiment> BINDER = Binder.of(Experiment.class, DEFAULTS, TUPLES);

    private Experiments() {}

    /** Names of the shipped experiments. */
    public static List<String> names() {
        return ExperimentFiles.SHIPPED;
    }

    /**
     * An experiment with every setting filled in.
     *
     * @param nameOrFile a shipped name, a YAML file, or a run folder
     * @param sizing the size of work; where nothing is asked for, what the file says, and then what suits the device
     * @param assignments {@code path=value} each, laid over everything
     */
    public static Experiment load(String nameOrFile, Sizing sizing, List<String> assignments) {
        return load(nameOrFile, sizing, Mapping.empty("--set"), assignments);
    }

    /** The same for the CPU; of a run, whose scale is its own, the experiment as it was. */
    public static Experiment load(String nameOrFile, Optional<Scale> scale, List<String> assignments) {
        return load(nameOrFile, new Sizing(scale, Device.CPU), assignments);
    }

    /**
     * The same with a layer between the files and the assignments.
     *
     * @param layer settings of another document
     */
    public static Experiment load(String nameOrFile, Sizing sizing, Mapping layer, List<String> assignments) {
        List<Problem> problems = new ArrayList<>();
        List<ExperimentFile> chain = ExperimentFiles.chain(nameOrFile);
        Mapping above = withPreset(layer).overlaidWith(withPreset(Overrides.of(assignments, problems)));
        Scale size = sizing.asked()
                .or(() -> scaleIn(above))
                .or(() -> scaleIn(chain.get(chain.size() - 1).tree()))
                .orElseGet(() -> Scale.suiting(sizing.device()));
        chain.forEach(file -> problems.addAll(problems(file, size)));
        problems.addAll(BINDER.misfits(scaleAlone(above)));
        Mapping tree = Mapping.empty("defaults.yaml");
        for (ExperimentFile file : chain) {
            tree = tree.overlaidWith(settings(file, size)).overlaidWith(nameOf(file));
        }
        if (chain.get(chain.size() - 1).isReference() && size == Scale.FULL) {
            tree = tree.overlaidWith(within("training", assignment("precision", sizing.referencePrecision())));
        }
        tree = tree.overlaidWith(above).overlaidWith(assignment("scale", Names.kebab(size)));
        return bound(withWindow(tree), problems);
    }

    /** What binding the settings of this scale does not find. */
    private static List<Problem> problems(ExperimentFile file, Scale size) {
        List<Problem> problems = new ArrayList<>(file.problems());
        problems.addAll(BINDER.misfits(scaleAlone(file.tree())));
        for (Scale other : Scale.values()) {
            if (other != size) {
                Mapping part = withPreset(file.at(other));
                problems.addAll(BINDER.misfits(withWindow(DEFAULTS.overlaidWith(part))));
            }
        }
        return problems;
    }

    /** What in some settings is none, or of the wrong type; whether they go together is not asked. */
    public static List<Problem> misfits(Mapping settings) {
        return BINDER.misfits(withPreset(settings));
    }

    private static Mapping scaleAlone(Mapping tree) {
        return tree.get("scale")
                .map(node -> new Mapping(Map.of("scale", node), tree.origin()))
                .orElseGet(() -> Mapping.empty(tree.origin()));
    }

    private static Experiment bound(Mapping tree, List<Problem> before) {
        Set<Problem> problems = new LinkedHashSet<>(before);
        try {
            Experiment experiment = BINDER.bind(tree);
            if (problems.isEmpty()) {
                return experiment;
            }
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
        throw new ConfigurationException(List.copyOf(problems));
    }

    /** The experiment as YAML that {@link #load} reads back to an equal one. */
    public static String yaml(Experiment experiment) {
        return new YamlWriter(TUPLES).write(experiment);
    }

    /** Every setting by its dotted path, as it would be written. */
    public static Map<String, String> flat(Experiment experiment) {
        Map<String, String> flat = new LinkedHashMap<>();
        Mapping tree = YamlReader.read(yaml(experiment), experiment.name());
        tree.paths("")
                .forEach(path -> flat.put(path, tree.at(path).map(Node::show).orElse("")));
        return flat;
    }

    /** The experiment that was written by {@link #yaml}, wherever that text has been meanwhile. */
    public static Experiment read(String yaml) {
        return BINDER.bind(YamlReader.read(yaml, "an experiment as it was handed on"));
    }

    /** What differs between two experiments, as {@code training.epochs: 80 → 100}. */
    public static List<String> differences(Experiment before, Experiment after) {
        Map<String, String> old = flat(before);
        Map<String, String> now = flat(after);
        return now.keySet().stream()
                .filter(path -> !now.get(path).equals(old.get(path)))
                .map(path -> path + ": " + old.get(path) + " → " + now.get(path))
                .toList();
    }

    /** What there is to set, as the comments of the defaults say it. */
    public static SettingsGuide guide() {
        return SettingsGuide.of(Experiment.class, ExperimentFiles.text(ExperimentFiles.DEFAULTS), TUPLES)
                .withWords("data.preset", PreprocessingSettings.PRESETS)
                .withWords("inference.window", List.of("patch"));
    }

    /**
     * What of an experiment may be changed once its network is trained.
     *
     * @param inference how whole images are shown to it
     */
    public record Shown(InferenceSettings inference) {}

    /**
     * How a trained network is shown images, changed.
     *
     * @param before as it was
     * @param assignments {@code inference.NAME=value} each
     * @throws ConfigurationException naming every assignment that is of something else, or out of range
     */
    public static InferenceSettings shown(InferenceSettings before, List<String> assignments) {
        Mapping tree = YamlReader.read(new YamlWriter(TUPLES).write(new Shown(before)), "the model");
        return Binder.of(Shown.class, tree, TUPLES)
                .bind(Overrides.of(assignments))
                .inference();
    }

    /** The settings of the defaults' own file at full scale. */
    private static Mapping defaults() {
        ExperimentFile defaults =
                ExperimentFiles.chain(ExperimentFiles.DEFAULTS).get(0);
        return withWindow(settings(defaults, Scale.FULL)).overlaidWith(assignment("scale", Names.kebab(Scale.FULL)));
    }

    private static Mapping settings(ExperimentFile file, Scale scale) {
        return withPreset(file.general()).overlaidWith(withPreset(file.at(scale)));
    }

    private static Optional<Scale> scaleIn(Mapping tree) {
        return tree.text("scale")
                .flatMap(text -> List.of(Scale.values()).stream()
                        .filter(scale -> scale.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst());
    }

    /** An experiment is called after its file unless that says otherwise. */
    private static Mapping nameOf(ExperimentFile file) {
        return file.tree().get("name").isPresent() ? Mapping.empty(file.source()) : assignment("name", file.stem());
    }

    /** A preset stands for its settings, which the same layer may change. */
    private static Mapping withPreset(Mapping layer) {
        Optional<String> preset = layer.mapping("data").text("preset").filter(PreprocessingSettings.PRESETS::contains);
        if (preset.isEmpty()) {
            return layer;
        }
        String yaml = new YamlWriter(TUPLES).write(PreprocessingSettings.preset(preset.get()));
        Mapping settings = YamlReader.read(yaml, "preset " + preset.get());
        return new Mapping(Map.of("data", settings), layer.origin()).overlaidWith(layer);
    }

    /** The inference window {@code patch} is the training patch. */
    private static Mapping withWindow(Mapping tree) {
        Optional<Node> patch = tree.mapping("data").get("patch");
        boolean same =
                tree.mapping("inference").text("window").filter("patch"::equals).isPresent();
        if (!same || patch.isEmpty()) {
            return tree;
        }
        Mapping window = new Mapping(Map.of("window", patch.get()), patch.get().origin());
        return tree.overlaidWith(new Mapping(Map.of("inference", window), tree.origin()));
    }

    private static Mapping within(String key, Mapping part) {
        return new Mapping(Map.of(key, part), part.origin());
    }

    private static Mapping assignment(String key, String value) {
        return Mapping.of(key, new Scalar(value, "defaults"));
    }
}

package org.attunet.experiments.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.attunet.data.DataException;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.settings.Binder;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Names;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.RenamedSettings;
import org.attunet.experiments.settings.SettingsGuide;
import org.attunet.experiments.settings.Tuples;
import org.attunet.experiments.settings.YamlReader;

/**
 * A sweep as its file describes it.
 *
 * @param source how messages call the file
 * @param sweep everything but the two others
 * @param space settings to search, by path; empty for named experiments
 * @param settings laid over every candidate; what is searched and the command line win
 */
public record SweepFile(String source, Sweep sweep, List<SearchedSetting> space, Mapping settings) {
    /** The shipped sweeps. */
    public static final List<String> SHIPPED = List.of("reference", "search", "best-vs-four");

    private static final String DEFAULTS = "defaults";
    private static final String SPACE = "space";
    private static final String SETTINGS = "settings";
    private static final List<String> SUBJECTS = List.of("experiments", "base");

    /** Keeps its own copy. */
    public SweepFile {
        space = List.copyOf(space);
    }

    /**
     * Reads a shipped sweep or a file, of which every experiment is to be trained: whatever one of them would fail of is said now,
     * together with all else.
     *
     * @param sizing what decides on the scale where the experiments do not
     * @param assignments of the command line
     */
    public static SweepFile load(String nameOrFile, Sizing sizing, List<String> assignments) {
        return load(nameOrFile, new SweepFit(sizing, assignments)::ask);
    }

    /** Reads a shipped sweep or a file by itself; whether its experiments can be trained is not asked. */
    public static SweepFile load(String nameOrFile) {
        return load(nameOrFile, (file, space, problems) -> {});
    }

    private static SweepFile load(String nameOrFile, Check check) {
        if (SHIPPED.contains(nameOrFile)) {
            return read(shipped(nameOrFile), nameOrFile + ".yaml", nameOrFile, check);
        }
        Path path = Path.of(nameOrFile);
        if (Files.isRegularFile(path)) {
            return read(
                            YamlReader.text(path),
                            path.toString(),
                            Names.ofFile(path.getFileName().toString()),
                            (file, space, problems) -> check.ask(file.beside(path), space, problems))
                    .beside(path);
        }
        if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml") || nameOrFile.contains("/")) {
            throw new DataException(path + ": no such sweep file");
        }
        throw new ConfigurationException("there is no sweep '" + nameOrFile + "'"
                + Names.nearest(nameOrFile, SHIPPED)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(".")
                + " There are " + String.join(", ", SHIPPED) + ", and any .yaml file.");
    }

    /** Files of experiments lie beside the sweep's own, as with {@code extends}, or where the process runs. */
    private SweepFile beside(Path path) {
        UnaryOperator<String> find = experiment -> {
            Path sibling = path.resolveSibling(experiment);
            boolean isNamed = Experiments.names().contains(experiment);
            return !isNamed && Files.exists(sibling) ? sibling.toString() : experiment;
        };
        return new SweepFile(source, sweep.calling(find), space, settings);
    }

    /**
     * The size of its work: full where one of its experiments is.
     *
     * @param sizing what decides where the experiments do not
     * @param assignments of the command line
     */
    public Scale scale(Sizing sizing, List<String> assignments) {
        return sweep.subjects().stream()
                        .map(experiment -> Experiments.load(experiment, sizing, settings, assignments))
                        .anyMatch(experiment -> experiment.scale() == Scale.FULL)
                ? Scale.FULL
                : Scale.DEMO;
    }

    /** What is asked of a file besides its form. */
    private interface Check {
        /** Adds to the problems; the space is as it was written. */
        void ask(SweepFile file, Mapping space, List<Problem> problems);
    }

    /** Reads a file's text; every problem at once. */
    static SweepFile read(String yaml, String source, String stem) {
        return read(yaml, source, stem, (file, space, problems) -> {});
    }

    private static SweepFile read(String yaml, String source, String stem, Check check) {
        List<Problem> problems = new ArrayList<>();
        Mapping tree = YamlReader.read(yaml, source, problems);
        Optional<Sweep> sweep = sweep(tree, source, stem, problems);
        List<SearchedSetting> space = SearchedSetting.all(section(tree, SPACE, problems), problems);
        List<Problem> ofSettings = new ArrayList<>();
        Mapping settings = RenamedSettings.in(section(tree, SETTINGS, problems).nested(), ofSettings);
        ofSettings.addAll(Experiments.misfits(settings));
        ofSettings.forEach(problem -> problems.add(problem.below(SETTINGS)));
        if (problems.isEmpty()) {
            sweep.ifPresent(read -> agree(read, space, tree, problems));
        }
        Optional<SweepFile> file = sweep.map(read -> new SweepFile(source, read, space, settings));
        file.ifPresent(read -> check.ask(read, tree.mapping(SPACE).nested(), problems));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return file.orElseThrow();
    }

    /** Where something is wrong with it, still what it trains, so that this can be asked about, too; empty where not even that is said. */
    private static Optional<Sweep> sweep(Mapping tree, String source, String stem, List<Problem> problems) {
        Mapping defaults = YamlReader.read(shipped(DEFAULTS), DEFAULTS);
        Mapping name = Mapping.of("name", new Scalar(stem, source));
        Binder<Sweep> binder = Binder.of(Sweep.class, defaults.overlaidWith(name), Tuples.none());
        try {
            return Optional.of(binder.bind(tree.without(SPACE, SETTINGS)));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
        Mapping subjects = Mapping.empty(tree.origin());
        for (String key : SUBJECTS) {
            Mapping before = subjects;
            subjects = tree.get(key)
                    .map(node -> before.overlaidWith(Mapping.of(key, node)))
                    .orElse(before);
        }
        try {
            return Optional.of(binder.bind(subjects));
        } catch (ConfigurationException e) {
            return Optional.empty();
        }
    }

    /** Settings below a key; none where it is not there. */
    private static Mapping section(Mapping tree, String key, List<Problem> problems) {
        tree.get(key)
                .filter(node -> !(node instanceof Mapping))
                .ifPresent(node -> problems.add(
                        new Problem(node.origin(), key, "settings below it are expected, found " + node.show())));
        return tree.mapping(key);
    }

    private static void agree(Sweep sweep, List<SearchedSetting> space, Mapping tree, List<Problem> problems) {
        if (sweep.isSearch() && space.isEmpty()) {
            problems.add(new Problem(tree.origin(), "", "either experiments or a space to search is expected"));
        }
        if (sweep.isSearch() && !sweep.seeds().isEmpty()) {
            problems.add(new Problem(
                    tree.originOf("seeds"),
                    "seeds",
                    "they belong to named experiments; a search may look at training.seed"));
        }
        if (!sweep.isSearch() && !space.isEmpty()) {
            problems.add(
                    new Problem(tree.originOf(SPACE), SPACE, "named experiments have no space to search; remove one"));
        }
    }

    /** What there is to set, as the comments of the defaults say it. */
    public static SettingsGuide guide() {
        return SettingsGuide.of(Sweep.class, shipped(DEFAULTS), Tuples.none());
    }

    /** The default of every setting, by its path. */
    public static Map<String, String> defaults() {
        Mapping tree = YamlReader.read(shipped(DEFAULTS), DEFAULTS);
        Map<String, String> defaults = new LinkedHashMap<>();
        tree.entries().forEach((key, node) -> defaults.put(key, node.show()));
        return defaults;
    }

    private static String shipped(String name) {
        try (InputStream in = SweepFile.class.getResourceAsStream(name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.attunet.experiments.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.experiments.settings.Binder;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Names;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.SettingsGuide;
import org.attunet.experiments.settings.Tuples;
import org.attunet.experiments.settings.YamlReader;

/**
 * A sweep as its file describes it.
 *
 * @param sweep everything but the two others
 * @param space settings to search, by path; empty for named experiments
 * @param settings laid over every candidate, as {@code path=value}; what is searched and the command line win
 */
public record SweepFile(Sweep sweep, List<SearchedSetting> space, List<String> settings) {
    /** The shipped sweeps. */
    public static final List<String> SHIPPED = List.of("reference", "search", "best-vs-four");

    private static final String DEFAULTS = "defaults";

    /** Keeps its own copy. */
    public SweepFile {
        space = List.copyOf(space);
        settings = List.copyOf(settings);
        if (sweep.isSearch() && space.isEmpty()) {
            throw new ConfigurationException(
                    List.of(new Problem(sweep.name(), "", "either experiments or a space to search is expected")));
        }
        if (sweep.isSearch() && !sweep.seeds().isEmpty()) {
            throw new ConfigurationException(List.of(new Problem(
                    sweep.name(), "seeds", "they belong to named experiments; a search may look at training.seed")));
        }
        if (!sweep.isSearch() && !space.isEmpty()) {
            throw new ConfigurationException(List.of(
                    new Problem(sweep.name(), "space", "named experiments have no space to search; remove one")));
        }
    }

    /** Reads a shipped sweep or a file. */
    public static SweepFile load(String nameOrFile) {
        if (SHIPPED.contains(nameOrFile)) {
            return read(shipped(nameOrFile), nameOrFile + ".yaml", nameOrFile);
        }
        Path path = Path.of(nameOrFile);
        if (Files.isRegularFile(path)) {
            try {
                String stem = path.getFileName().toString().replaceFirst("\\.ya?ml$", "");
                return read(Files.readString(path), path.toString(), stem);
            } catch (IOException e) {
                throw new DataException(path + " cannot be read: " + e.getMessage(), e);
            }
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

    static SweepFile read(String yaml, String source, String stem) {
        Mapping defaults = YamlReader.read(shipped(DEFAULTS), DEFAULTS);
        Mapping name = new Mapping(Map.of("name", new Scalar(stem, source)), source);
        Mapping tree = YamlReader.read(yaml, source);
        Sweep sweep = Binder.of(Sweep.class, defaults.overlaidWith(name), Tuples.none())
                .bind(tree.without("space", "settings"));
        return new SweepFile(
                sweep,
                SearchedSetting.all(tree.mapping("space")),
                assignments("", tree.mapping("settings")).toList());
    }

    /** Paths may be written dotted or nested. */
    private static Stream<String> assignments(String prefix, Mapping settings) {
        return settings.entries().entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof Mapping below
                        ? assignments(prefix + entry.getKey() + ".", below)
                        : Stream.of(
                                prefix + entry.getKey() + "=" + entry.getValue().show()));
    }

    /** What there is to set, as the comments of the defaults tell it. */
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

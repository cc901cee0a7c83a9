package org.attunet.experiments.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attunet.data.DataException;
import org.attunet.experiments.settings.Binder;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Names;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.Tuples;
import org.attunet.experiments.settings.YamlReader;

/**
 * A sweep as its file describes it.
 *
 * @param sweep everything but the space
 * @param space settings to search, by path; empty for named experiments
 */
public record SweepFile(Sweep sweep, List<SearchedSetting> space) {
    /** The shipped sweeps. */
    public static final List<String> SHIPPED = List.of("reference", "search");

    private static final String DEFAULTS = """
            name: sweep
            experiments: []
            base: baseline
            strategy: random
            candidates: 8
            grid-steps: 3
            rungs: 1
            keep: 0.5
            seed: 1
            max-minutes: none
            """;

    /** Keeps its own copy. */
    public SweepFile {
        space = List.copyOf(space);
        if (sweep.isSearch() && space.isEmpty()) {
            throw new ConfigurationException(
                    List.of(new Problem(sweep.name(), "", "either experiments or a space to search is expected")));
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
        Mapping defaults = YamlReader.read(DEFAULTS, "defaults");
        Mapping name = new Mapping(Map.of("name", new Scalar(stem, source)), source);
        Mapping tree = YamlReader.read(yaml, source);
        Sweep sweep = Binder.of(Sweep.class, defaults.overlaidWith(name), Tuples.none())
                .bind(tree.without("space"));
        return new SweepFile(sweep, SearchedSetting.all(tree.mapping("space")));
    }

    private static String shipped(String name) {
        try (InputStream in = SweepFile.class.getResourceAsStream(name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

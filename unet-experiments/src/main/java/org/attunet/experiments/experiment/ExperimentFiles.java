package org.attunet.experiments.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.DataException;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Names;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.YamlReader;

/** Finds experiment files: the shipped ones by name, everything else by path. */
final class ExperimentFiles {
    /** What every file extends in the end. */
    static final String DEFAULTS = "defaults";

    /** The reference project's four. */
    static final List<String> REFERENCE = List.of("baseline", "deeper", "dice-ce", "conv-mapping");

    /** The shipped experiments, in the order in which to list them. */
    static final List<String> SHIPPED = Stream.concat(REFERENCE.stream(), Stream.of("paper", "best", "coarse"))
            .toList();

    private ExperimentFiles() {}

    /**
     * A file and all that it extends, the most general first.
     *
     * @param nameOrFile a shipped name, a file, or a run folder
     */
    static List<ExperimentFile> chain(String nameOrFile) {
        List<ExperimentFile> chain = new ArrayList<>();
        ExperimentFile file = find(nameOrFile, Optional.empty());
        chain.add(file);
        while (file.parent().isPresent()) {
            file = find(file.parent().get(), Optional.of(file));
            requireNew(file, chain);
            chain.add(0, file);
        }
        return chain;
    }

    private static void requireNew(ExperimentFile file, List<ExperimentFile> chain) {
        if (!file.isShipped() && chain.stream().anyMatch(below -> isSame(below, file))) {
            throw new ConfigurationException(
                    List.of(new Problem(file.source(), "extends", "leads in a circle back to this file")));
        }
    }

    /** However its path is spelled. */
    private static boolean isSame(ExperimentFile a, ExperimentFile b) {
        try {
            return !a.isShipped() && Files.isSameFile(Path.of(a.source()), Path.of(b.source()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExperimentFile find(String nameOrFile, Optional<ExperimentFile> from) {
        if (SHIPPED.contains(nameOrFile) || nameOrFile.equals(DEFAULTS)) {
            return ExperimentFile.of(nameOrFile, nameOrFile + ".yaml", true, text(nameOrFile));
        }
        Path path = from.map(file -> Path.of(file.source()).resolveSibling(nameOrFile))
                .orElseGet(() -> Path.of(nameOrFile));
        if (Files.isRegularFile(path.resolve("experiment.yaml"))) {
            return read(path.resolve("experiment.yaml"));
        }
        if (Files.isRegularFile(path)) {
            return read(path);
        }
        String where = from.map(ExperimentFile::extending).orElse("");
        if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml") || nameOrFile.contains("/")) {
            throw new DataException(where + path + ": no such experiment file");
        }
        throw new ConfigurationException(where + "there is no experiment '" + nameOrFile + "'"
                + Names.nearest(nameOrFile, SHIPPED)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(".")
                + " There are " + String.join(", ", SHIPPED) + ", and any .yaml file.");
    }

    /** A shipped file as it was written. */
    static String text(String name) {
        try (InputStream in = ExperimentFiles.class.getResourceAsStream(name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExperimentFile read(Path path) {
        return ExperimentFile.of(path.getFileName().toString(), path.toString(), false, YamlReader.text(path));
    }
}

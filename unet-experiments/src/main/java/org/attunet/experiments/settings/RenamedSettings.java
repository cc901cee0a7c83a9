package org.attunet.experiments.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.attunet.experiments.settings.Node.Mapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings that earlier versions called by another name: files, assignments and records that hold the old one are still read. */
public final class RenamedSettings {
    private static final Logger LOG = LoggerFactory.getLogger(RenamedSettings.class);

    /** Old path to new path. */
    private static final SortedMap<String, String> NAMES = new TreeMap<>(Map.of(
            "training.accumulation", "training.gradient-accumulation",
            "training.average-decay", "training.ema-decay",
            "training.final-share", "training.final-learning-rate-fraction"));

    /** What the log has named already: a sweep reads the same files for every candidate. */
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private RenamedSettings() {}

    /** The new path of each old one. */
    public static SortedMap<String, String> names() {
        return new TreeMap<>(NAMES);
    }

    /**
     * One document or layer with every setting under its present name, also below a scale; the log names each old one once.
     *
     * @param problems gets every setting that is given under both names
     */
    public static Mapping in(Mapping layer, List<Problem> problems) {
        return below("", layer, problems);
    }

    private static Mapping below(String prefix, Mapping tree, List<Problem> problems) {
        Map<String, Node> entries = new LinkedHashMap<>();
        tree.entries().forEach((key, node) -> {
            String path = prefix + key;
            String now = present(path);
            String name = now.substring(prefix.length());
            if (name.equals(key)) {
                entries.put(key, node instanceof Mapping nested ? below(path + ".", nested, problems) : node);
            } else if (tree.get(name).isPresent()) {
                problems.add(new Problem(
                        node.origin(), path, "is the old name of " + now + ", which is given as well; keep that one"));
            } else {
                log(path, now, node.origin());
                entries.put(name, node);
            }
        });
        return new Mapping(entries, tree.origin());
    }

    private static String present(String path) {
        return NAMES.entrySet().stream()
                .filter(name -> path.equals(name.getKey()) || path.endsWith("." + name.getKey()))
                .map(name -> path.substring(0, path.length() - name.getKey().length()) + name.getValue())
                .findFirst()
                .orElse(path);
    }

    private static void log(String path, String now, String origin) {
        if (LOGGED.add(path)) {
            LOG.warn("{}: {} is now called {}; the old name is still read", origin, path, now);
        }
    }
}

package org.attunet.experiments.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attunet.experiments.settings.Node.Mapping;

/** Settings from the command line: {@code training.epochs=5}, with the value as YAML. */
public final class Overrides {
    private Overrides() {}

    /**
     * Joins assignments into one tree; a later one wins.
     *
     * @param assignments {@code path=value} each
     * @throws ConfigurationException naming every one that is no assignment
     */
    public static Mapping of(List<String> assignments) {
        List<Problem> problems = new ArrayList<>();
        Mapping all = Mapping.empty("--set");
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1 || assignment.substring(0, equals).isBlank()) {
                problems.add(new Problem("--set", "", "'" + assignment + "' is no path=value"));
            } else {
                all = all.overlaidWith(one(assignment, equals));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return all;
    }

    /** Splits {@code a=1;b=2}, the form that Maven's {@code -Dset=} has; a semicolon is never part of a value. */
    public static List<String> split(String joined) {
        return List.of(joined.split(";", -1)).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Mapping one(String assignment, int equals) {
        String origin = "--set " + assignment;
        String value = assignment.substring(equals + 1);
        Node node = value.isBlank() ? new Node.Scalar("", origin) : YamlReader.value(value, origin);
        List<String> keys = List.of(assignment.substring(0, equals).strip().split("\\.", -1));
        for (int i = keys.size() - 1; i >= 0; i--) {
            node = new Mapping(Map.of(keys.get(i), node), origin);
        }
        return (Mapping) node;
    }
}

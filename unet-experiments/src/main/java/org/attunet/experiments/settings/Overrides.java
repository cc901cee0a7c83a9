package org.attunet.experiments.settings;

import java.util.ArrayList;
import java.util.List;
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
        Mapping all = of(assignments, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return all;
    }

    /**
     * The same of what can be joined.
     *
     * @param problems gets every one that is no assignment or whose value is no YAML
     */
    public static Mapping of(List<String> assignments, List<Problem> problems) {
        Mapping all = Mapping.empty("--set");
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1 || assignment.substring(0, equals).isBlank()) {
                problems.add(new Problem("--set", "", "'" + assignment + "' is no path=value"));
            } else {
                all = all.overlaidWith(one(assignment, equals, problems));
            }
        }
        return RenamedSettings.in(all, problems);
    }

    /** Splits {@code a=1;b=2}, the form that Maven's {@code -Dset=} has; a semicolon is never part of a value. */
    public static List<String> split(String joined) {
        return List.of(joined.split(";", -1)).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Mapping one(String assignment, int equals, List<Problem> problems) {
        String origin = "--set " + assignment;
        String value = assignment.substring(equals + 1);
        try {
            Node node = value.isBlank() ? new Node.Scalar("", origin) : YamlReader.value(value, origin, problems);
            return Mapping.of(assignment.substring(0, equals).strip(), node);
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Mapping.empty(origin);
        }
    }
}

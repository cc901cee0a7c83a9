package org.attunet.experiments.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. The launcher exits with 3. */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 100;

    private final transient List<Problem> problems;

    /** @param problems all of them, at least one */
    public ConfigurationException(List<Problem> problems) {
        super(text(sorted(problems)));
        this.problems = sorted(problems);
    }

    /** One problem that belongs to no single setting. */
    public ConfigurationException(String message) {
        super(message);
        this.problems = List.of();
    }

    /** The same with what it comes from. */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    /** Every problem found, in the order of the file; empty where the message says it all. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(Problem.IN_ORDER).toList();
    }

    private static String text(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        String more = problems.size() > MOST_SHOWN ? "\n  and " + (problems.size() - MOST_SHOWN) + " more" : "";
        return problems.size() + " problems in the configuration:\n"
                + problems.stream().limit(MOST_SHOWN).map(p -> "  " + p).collect(Collectors.joining("\n")) + more;
    }
}

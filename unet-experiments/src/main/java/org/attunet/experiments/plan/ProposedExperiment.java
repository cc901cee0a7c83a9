package org.attunet.experiments.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * An experiment proposed for a dataset.
 *
 * @param base the shipped experiment that it extends
 * @param settings what it changes, those of one group one after another
 */
public record ProposedExperiment(String base, List<Proposal> settings) {
    private static final int WIDTH = 120;

    /** Keeps its own copy. */
    public ProposedExperiment {
        settings = List.copyOf(settings);
    }

    /** As {@code --set} takes them. */
    public List<String> assignments() {
        return settings.stream().map(Proposal::assignment).toList();
    }

    /** The experiment file: every setting below a comment with its reason. */
    public String yaml() {
        StringBuilder out = new StringBuilder("extends: " + base + "\n");
        Deque<String> open = new ArrayDeque<>();
        for (Proposal setting : settings) {
            String[] names = setting.path().split("\\.", -1);
            while (!isOpen(open, names)) {
                open.removeLast();
            }
            for (int level = open.size(); level < names.length - 1; level++) {
                out.append(indent(level)).append(names[level]).append(":\n");
                open.addLast(names[level]);
            }
            String indent = indent(names.length - 1);
            comment(setting.reason(), indent, out);
            out.append(indent)
                    .append(names[names.length - 1])
                    .append(": ")
                    .append(setting.value())
                    .append('\n');
        }
        return out.toString();
    }

    private static boolean isOpen(Deque<String> open, String... names) {
        int level = 0;
        for (String group : open) {
            if (level >= names.length - 1 || !group.equals(names[level])) {
                return false;
            }
            level++;
        }
        return true;
    }

    private static void comment(String reason, String indent, StringBuilder out) {
        StringBuilder line = new StringBuilder(indent + "#");
        for (String word : reason.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder(indent + "#");
            }
            line.append(' ').append(word);
        }
        out.append(line).append('\n');
    }

    private static String indent(int level) {
        return "  ".repeat(level);
    }
}

package org.attunet.experiments.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.attunet.data.DataException;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Node;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Problem;

/**
 * Whether a sweep's experiments can be trained, asked before the first is: the named ones with the sweep's settings; of a search the
 * base, and the values that may be drawn, with the base and with each other.
 *
 * @param sizing what decides on the scale
 * @param assignments of the command line, which win
 */
record SweepFit(Sizing sizing, List<String> assignments) {
    /** Combinations that are asked about; of more, as many are drawn. */
    private static final int MOST_COMBINATIONS = 256;

    private static final String SPACE = "space";
    private static final String SET = "--set ";

    /** Adds what is wrong, each of it once; {@code space} is as it was written. */
    void ask(SweepFile file, Mapping space, List<Problem> problems) {
        for (String subject : file.sweep().subjects()) {
            found(file, subject, List.of(), problems).forEach(problem -> add(problem, problems));
        }
        if (file.sweep().isSearch()) {
            for (List<String> drawn : combinations(file)) {
                found(file, file.sweep().base(), drawn, problems)
                        .forEach(problem -> add(placed(problem, drawn, space), problems));
            }
        }
    }

    private List<Problem> found(SweepFile file, String subject, List<String> drawn, List<Problem> before) {
        List<String> all = new ArrayList<>(drawn);
        all.addAll(assignments);
        try {
            Experiments.load(subject, sizing, file.settings(), all);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().isEmpty() ? List.of(new Problem(file.source(), "", e.getMessage())) : e.problems();
        } catch (DataException e) {
            if (before.isEmpty()) {
                throw e;
            }
            return List.of(new Problem(file.source(), "", e.getMessage()));
        }
    }

    /** The same problem may have been found where a value stands by itself, or by another combination. */
    private static void add(Problem problem, List<Problem> problems) {
        boolean isKnown = problems.stream()
                .anyMatch(known -> known.saysTheSame(problem)
                        || (known.source().equals(problem.source())
                                && known.message().equals(problem.message())));
        if (!isKnown) {
            problems.add(problem);
        }
    }

    /** At the searched setting whose value it comes from; elsewhere with what it came up with. */
    private static Problem placed(Problem problem, List<String> drawn, Mapping space) {
        for (String assignment : drawn) {
            if (problem.source().equals(SET + assignment)) {
                String path = path(assignment);
                String origin = space.at(path).map(Node::origin).orElse(space.origin());
                String of = problem.path().equals(path) ? "" : problem.path() + ": ";
                return new Problem(origin, SPACE + "." + path, of + problem.message());
            }
        }
        return problem;
    }

    private static String path(String assignment) {
        return assignment.substring(0, assignment.indexOf('='));
    }

    private static List<List<String>> combinations(SweepFile file) {
        List<List<String>> settings =
                file.space().stream().map(SweepFit::values).toList();
        long all = 1;
        for (List<String> values : settings) {
            all = Math.min(MOST_COMBINATIONS + 1, all * values.size());
        }
        Random random = new Random(file.sweep().seed());
        List<List<String>> combinations = new ArrayList<>();
        for (int n = 0; n < Math.min(all, MOST_COMBINATIONS); n++) {
            List<String> combination = new ArrayList<>();
            int rest = n;
            for (List<String> values : settings) {
                int which = all > MOST_COMBINATIONS ? random.nextInt(values.size()) : rest % values.size();
                combination.add(values.get(which));
                rest /= values.size();
            }
            combinations.add(combination);
        }
        return combinations;
    }

    /** Assignments: each value, or the ends of a range. */
    private static List<String> values(SearchedSetting setting) {
        List<String> values = setting.values();
        if (!setting.isDiscrete()) {
            boolean isWhole = setting.scale() == SearchedSetting.Scale.INTEGER;
            values = List.of(setting.min(), setting.max()).stream()
                    .map(end -> isWhole ? String.valueOf(end.intValue()) : String.valueOf(end))
                    .toList();
        }
        return values.stream().map(value -> setting.path() + "=" + value).toList();
    }
}

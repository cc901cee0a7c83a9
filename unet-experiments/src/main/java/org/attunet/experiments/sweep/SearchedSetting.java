package org.attunet.experiments.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.settings.Node;
import org.attunet.experiments.settings.Node.Mapping;
import org.attunet.experiments.settings.Node.Scalar;
import org.attunet.experiments.settings.Node.Sequence;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.settings.RenamedSettings;

/**
 * A setting and where to look: {@code {min, max, scale}} or {@code {values}}.
 *
 * @param path such as {@code training.learning-rate}
 * @param values given ones, as text; empty for a range
 * @param min smallest value of a range
 * @param max largest
 * @param scale how a range is divided
 */
public record SearchedSetting(String path, List<String> values, double min, double max, Scale scale) {
    /** How a range is divided. */
    public enum Scale {
        /** Evenly. */
        LINEAR,
        /** By factors. */
        LOG,
        /** Into whole numbers. */
        INTEGER
    }

    /** Keeps its own copy. */
    public SearchedSetting {
        values = List.copyOf(values);
    }

    /** Whether there are given values rather than a range. */
    boolean isDiscrete() {
        return !values.isEmpty();
    }

    /** How many values it has on a grid of so many steps. */
    long gridValues(int steps) {
        if (isDiscrete()) {
            return values.size();
        }
        return scale == Scale.INTEGER ? Math.min(steps, (long) (max - min) + 1) : steps;
    }

    /** The settings of a file's {@code space}. */
    static List<SearchedSetting> all(Mapping space, List<Problem> problems) {
        List<SearchedSetting> settings = new ArrayList<>();
        List<Problem> ofNames = new ArrayList<>();
        leaves(RenamedSettings.in(space, ofNames), "", problems, settings);
        ofNames.forEach(problem -> problems.add(problem.below("space")));
        return settings;
    }

    /** Paths may be written dotted or nested. */
    private static void leaves(Mapping space, String prefix, List<Problem> problems, List<SearchedSetting> settings) {
        space.entries().forEach((key, node) -> {
            String path = prefix + key;
            boolean range = node instanceof Mapping m
                    && (m.get("values").isPresent()
                            || m.get("min").isPresent()
                            || m.get("max").isPresent());
            if (range) {
                if (settings.stream().anyMatch(other -> other.path.equals(path))) {
                    problems.add(new Problem(node.origin(), "space." + path, "is searched twice; keep one"));
                }
                read(path, (Mapping) node, problems).ifPresent(settings::add);
            } else if (node instanceof Mapping mapping) {
                leaves(mapping, path + ".", problems, settings);
            } else {
                problems.add(new Problem(node.origin(), "space." + path, "{min, max, scale} or {values} is expected"));
            }
        });
    }

    private static Optional<SearchedSetting> read(String path, Mapping range, List<Problem> problems) {
        int before = problems.size();
        Optional<Node> values = range.get("values");
        onlyKeys(range, path, values.isPresent() ? List.of("values") : List.of("min", "max", "scale"), problems);
        if (values.isPresent()) {
            // Of what is no search at all, it is not asked whether it would fit.
            return problems.size() == before ? listed(values.get(), path, problems) : Optional.empty();
        }
        double min = number(range, path, "min", problems);
        double max = number(range, path, "max", problems);
        Scale scale = scale(range, path, problems);
        if (problems.size() == before) {
            SearchedSetting setting = new SearchedSetting(path, List.of(), min, max, scale);
            checkRange(setting, range.origin(), problems);
            if (problems.size() == before) {
                setting.checkDrawn(range.origin(), problems);
            }
        }
        return problems.size() == before
                ? Optional.of(new SearchedSetting(path, List.of(), min, max, scale))
                : Optional.empty();
    }

    private static void onlyKeys(Mapping range, String path, List<String> known, List<Problem> problems) {
        range.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                problems.add(new Problem(
                        node.origin(),
                        "space." + path + "." + key,
                        "{min, max, scale} or {values} is expected, and nothing else"));
            }
        });
    }

    private static Optional<SearchedSetting> listed(Node values, String path, List<Problem> problems) {
        if (values instanceof Sequence sequence && !sequence.items().isEmpty()) {
            sequence.items().forEach(item -> fit(path, item, "", problems));
            List<String> texts = sequence.items().stream().map(Node::yaml).toList();
            return Optional.of(new SearchedSetting(path, texts, 0, 0, Scale.LINEAR));
        }
        problems.add(new Problem(values.origin(), "space." + path + ".values", "a list with a value is expected"));
        return Optional.empty();
    }

    private static void checkRange(SearchedSetting range, String origin, List<Problem> problems) {
        String path = "space." + range.path;
        if (!(range.min < range.max) || (range.scale == Scale.LOG && range.min <= 0)) {
            problems.add(new Problem(origin, path, "min must be below max, and positive on a log scale"));
        }
        if (range.scale == Scale.INTEGER && (range.min != (int) range.min || range.max != (int) range.max)) {
            problems.add(
                    new Problem(origin, path, "whole numbers are expected, found " + range.min + " and " + range.max));
        }
    }

    /** What is drawn from a range is a number as good as its ends. */
    private void checkDrawn(String origin, List<Problem> problems) {
        boolean isWhole = scale == Scale.INTEGER;
        String drawn = isWhole ? String.valueOf((int) min) : String.valueOf(min);
        fit(path, new Scalar(drawn, origin), isWhole ? "" : "; scale: integer draws whole numbers", problems);
    }

    private static void fit(String path, Node value, String hint, List<Problem> problems) {
        for (Problem misfit : Experiments.misfits(Mapping.of(path, value))) {
            boolean isWhole = misfit.message().startsWith("a whole number");
            Problem problem =
                    new Problem(misfit.source(), "space." + misfit.path(), misfit.message() + (isWhole ? hint : ""));
            // Of a setting that there is not, each of its values would say so.
            if (problems.stream().noneMatch(problem::saysTheSame)) {
                problems.add(problem);
            }
        }
    }

    private static double number(Mapping range, String path, String key, List<Problem> problems) {
        try {
            double number = Double.parseDouble(range.text(key).orElse(""));
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as of what is not finite
        }
        problems.add(new Problem(range.originOf(key), "space." + path + "." + key, "a number is expected"));
        return Double.NaN;
    }

    private static Scale scale(Mapping range, String path, List<Problem> problems) {
        String text = range.text("scale").orElse("linear");
        return switch (text) {
            case "linear" -> Scale.LINEAR;
            case "log" -> Scale.LOG;
            case "integer" -> Scale.INTEGER;
            default -> {
                problems.add(new Problem(
                        range.originOf("scale"),
                        "space." + path + ".scale",
                        "one of linear, log, integer is expected, found '" + text + "'"));
                yield Scale.LINEAR;
            }
        };
    }
}

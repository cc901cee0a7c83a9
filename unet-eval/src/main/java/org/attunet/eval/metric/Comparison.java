package org.attunet.eval.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two runs on the cases that both have a score of: is one better, or is it noise?
 *
 * @param first one run
 * @param second the other
 * @param cases cases compared
 * @param difference mean of first minus second
 * @param interval 95 % confidence interval of it
 * @param test signed-rank test of the differences
 * @param adjusted its p-value, corrected for all comparisons made along with it (Holm)
 */
public record Comparison(
        String first,
        String second,
        int cases,
        double difference,
        Interval interval,
        SignedRankTest test,
        double adjusted) {
    /** A difference this improbable as chance is called one. */
    public static final double LEVEL = 0.05;

    /** Whether the difference is more than chance would make of equal runs. */
    public boolean isMoreThanNoise() {
        return adjusted < LEVEL;
    }

    /** What it means, in words. */
    public String verdict() {
        if (cases == 0) {
            return "no case in common";
        }
        String better = difference > 0 ? first : second;
        return isMoreThanNoise() ? better + " is higher" : "within noise";
    }

    /** Every pair of runs. */
    public static List<Comparison> pairs(Metric metric, Map<String, List<Scores>> runs) {
        return compare(metric, runs, runs.size());
    }

    /** The first run with every other. */
    public static List<Comparison> withFirst(Metric metric, Map<String, List<Scores>> runs) {
        return compare(metric, runs, 1);
    }

    private static List<Comparison> compare(Metric metric, Map<String, List<Scores>> runs, int firsts) {
        List<String> names = List.copyOf(runs.keySet());
        List<Comparison> raw = new ArrayList<>();
        for (int a = 0; a < Math.min(firsts, names.size()); a++) {
            for (int b = a + 1; b < names.size(); b++) {
                String first = names.get(a);
                String second = names.get(b);
                raw.add(of(first, second, differences(metric, runs.get(first), runs.get(second))));
            }
        }
        return corrected(raw);
    }

    private static double[] differences(Metric metric, List<Scores> first, List<Scores> second) {
        Map<String, Scores> others = second.stream().collect(Collectors.toMap(Scores::caseId, Function.identity()));
        return first.stream()
                .filter(scores -> scores.has(metric))
                .filter(scores -> others.containsKey(scores.caseId())
                        && others.get(scores.caseId()).has(metric))
                .mapToDouble(scores ->
                        scores.value(metric) - others.get(scores.caseId()).value(metric))
                .toArray();
    }

    private static Comparison of(String first, String second, double[] differences) {
        SignedRankTest test = SignedRankTest.of(differences);
        return new Comparison(
                first,
                second,
                differences.length,
                Statistic.of(differences).mean(),
                Interval.ofMean(differences),
                test,
                test.p());
    }

    private static List<Comparison> corrected(List<Comparison> raw) {
        double[] adjusted =
                Holm.adjusted(raw.stream().mapToDouble(c -> c.test().p()).toArray());
        List<Comparison> corrected = new ArrayList<>();
        for (int n = 0; n < adjusted.length; n++) {
            Comparison c = raw.get(n);
            corrected.add(new Comparison(c.first, c.second, c.cases, c.difference, c.interval, c.test, adjusted[n]));
        }
        return corrected;
    }
}

package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.attunet.eval.metric.ErrorsByDistance.Band;
import org.attunet.eval.metric.Interval;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Reliability;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.report.ReportedRun.Epoch;

/** The report's charts, each with every run in its colour. Empty text where there is nothing to show. */
final class Charts {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 230;
    /** More lines than this between the dots of a case hide them. */
    private static final int MOST_LINES = 40;

    private Charts() {}

    /** One dot a case, its runs joined by a faint line; the mean and its 95 % interval. */
    static String scores(Metric metric, List<ReportedRun> runs) {
        DoubleSummaryStatistics range = runs.stream()
                .flatMap(run -> run.result().cases().stream())
                .filter(scores -> scores.has(metric))
                .mapToDouble(scores -> scores.value(metric))
                .summaryStatistics();
        if (range.getCount() == 0) {
            return "";
        }
        Chart chart = new Chart(
                metric.title() + " (" + metric.unit() + ")",
                WIDTH,
                HEIGHT,
                new Ticks(-0.5, runs.size() - 0.5, 1),
                Ticks.covering(range.getMin(), range.getMax()));
        joinCases(chart, metric, runs);
        for (int n = 0; n < runs.size(); n++) {
            dots(chart, metric, runs.get(n), n);
            chart.acrossWord(n, shortened(runs.get(n).name(), runs.size()));
        }
        return chart.svg();
    }

    private static String shortened(String name, int runs) {
        int most = Math.max(3, 48 / runs);
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }

    private static void joinCases(Chart chart, Metric metric, List<ReportedRun> runs) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        for (int n = 0; n < runs.size(); n++) {
            for (Scores scores : runs.get(n).result().cases()) {
                if (scores.has(metric)) {
                    lines.computeIfAbsent(scores.caseId(), id -> new ArrayList<>())
                            .add(new double[] {n, scores.value(metric)});
                }
            }
        }
        if (lines.size() <= MOST_LINES) {
            lines.values().forEach(line -> chart.curve(line, "class=\"case\""));
        }
    }

    private static void dots(Chart chart, Metric metric, ReportedRun run, int n) {
        List<Scores> cases = run.result().cases();
        for (int c = 0; c < cases.size(); c++) {
            if (cases.get(c).has(metric)) {
                double value = cases.get(c).value(metric);
                String says = run.name() + ", " + cases.get(c).caseId() + ": " + ScoreFormat.of(metric, value);
                chart.dot(n, value, (c % 5 - 2) * 3, run.color(), says);
            }
        }
        double[] values = cases.stream()
                .mapToDouble(scores -> scores.value(metric))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (values.length > 0) {
            double mean = DoubleStream.of(values).average().orElseThrow();
            chart.line(n - 0.28, mean, n + 0.28, mean, run.color(), 2.5);
        }
        Interval interval = Interval.ofMean(values);
        if (values.length > 1) {
            chart.line(n, interval.low(), n, interval.high(), run.color(), 2.5);
        }
    }

    /** A curve over the epochs of every run. */
    static String learning(String title, List<ReportedRun> runs, ToDoubleFunction<Epoch> value) {
        List<List<double[]>> curves = runs.stream()
                .map(run -> run.history().stream()
                        .filter(epoch -> !Double.isNaN(value.applyAsDouble(epoch)))
                        .map(epoch -> new double[] {epoch.epoch(), value.applyAsDouble(epoch)})
                        .toList())
                .toList();
        return curves(title, "epoch", runs, curves);
    }

    private static String curves(String title, String across, List<ReportedRun> runs, List<List<double[]>> curves) {
        DoubleSummaryStatistics x = range(curves, 0);
        DoubleSummaryStatistics y = range(curves, 1);
        if (x.getCount() == 0) {
            return "";
        }
        Chart chart = new Chart(
                        title,
                        WIDTH * 3 / 2,
                        HEIGHT + 30,
                        Ticks.covering(Math.min(x.getMin(), 0), x.getMax()).until(x.getMax()),
                        Ticks.covering(Math.min(y.getMin(), 0), y.getMax()))
                .acrossNumbers(across);
        for (int n = 0; n < runs.size(); n++) {
            chart.curve(curves.get(n), "stroke=\"" + runs.get(n).color() + "\" stroke-width=\"1.8\"");
        }
        return chart.svg();
    }

    private static DoubleSummaryStatistics range(List<List<double[]>> curves, int axis) {
        return curves.stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[axis])
                .summaryStatistics();
    }

    /** How often the network is right against how often it says so; the diagonal is honest. */
    static String reliability(List<ReportedRun> runs) {
        List<ReportedRun> known = runs.stream()
                .filter(run -> run.details().reliability().isPresent())
                .toList();
        if (known.isEmpty()) {
            return "";
        }
        Ticks share = new Ticks(0, 1, 0.2);
        Chart chart = new Chart("Share of voxels that are the organ", WIDTH, WIDTH - 40, share, share)
                .acrossNumbers("probability given to the organ")
                .line(0, 0, 1, 1, "#888", 1);
        for (ReportedRun run : known) {
            run.details()
                    .uncalibrated()
                    .ifPresent(before -> chart.curve(
                            points(filled(before)), "stroke=\"" + run.color() + "\" stroke-dasharray=\"3 3\""));
            List<Reliability.Bin> bins = filled(run.details().reliability().orElseThrow());
            chart.curve(points(bins), "stroke=\"" + run.color() + "\" stroke-width=\"1.8\"");
            bins.forEach(bin -> chart.dot(
                    bin.meanProbability(),
                    bin.frequency(),
                    0,
                    run.color(),
                    run.name() + ": " + bin.voxels() + " voxels"));
        }
        return chart.svg();
    }

    private static List<Reliability.Bin> filled(Reliability reliability) {
        return reliability.bins().stream().filter(bin -> bin.voxels() > 0).toList();
    }

    private static List<double[]> points(List<Reliability.Bin> bins) {
        return bins.stream()
                .map(bin -> new double[] {bin.meanProbability(), bin.frequency()})
                .toList();
    }

    /** Volume of errors by distance to the organ's border. */
    static String errors(String title, List<ReportedRun> runs, ToDoubleFunction<Band> volume) {
        List<ReportedRun> known = runs.stream()
                .filter(run -> !run.details().errors().bands().isEmpty())
                .toList();
        if (known.isEmpty()) {
            return "";
        }
        List<Band> bands = known.get(0).details().errors().bands();
        double most = known.stream()
                .flatMap(run -> run.details().errors().bands().stream())
                .mapToDouble(volume)
                .max()
                .orElseThrow();
        Chart chart = new Chart(
                title, WIDTH, HEIGHT, new Ticks(-0.5, bands.size() - 0.5, 1), Ticks.covering(0, Math.max(most, 0.1)));
        double thickness = 44.0 / known.size();
        for (int band = 0; band < bands.size(); band++) {
            chart.acrossWord(band, name(bands.get(band)));
            for (int n = 0; n < known.size(); n++) {
                ReportedRun run = known.get(n);
                double value =
                        volume.applyAsDouble(run.details().errors().bands().get(band));
                String says = String.format(Locale.ROOT, "%s: %.2f ml", run.name(), value);
                chart.bar(band, -22 + n * thickness, thickness - 1, value, run.color(), says);
            }
        }
        return chart.svg();
    }

    private static String name(Band band) {
        return Double.isInfinite(band.toMm())
                ? String.format(Locale.ROOT, "> %.0f mm", band.fromMm())
                : String.format(Locale.ROOT, "%.0f–%.0f mm", band.fromMm(), band.toMm());
    }

    /** Which colour is which run. */
    static String key(List<ReportedRun> runs) {
        return IntStream.range(0, runs.size())
                .mapToObj(runs::get)
                .map(run -> "<span class=\"key\"><i style=\"background:" + run.color() + "\"></i>"
                        + Html.text(run.name()) + "</span>")
                .collect(Collectors.joining("", "<p class=\"keys\">", "</p>"));
    }
}

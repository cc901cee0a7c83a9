package org.attunet.eval.report;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Reliability;
import org.attunet.eval.quality.QualitySummary;
import org.attunet.eval.report.ReportedRun.Epoch;

/** The report's charts. */
final class ChartSection {
    private final List<ReportedRun> runs;
    private final PrintWriter page;

    ChartSection(List<ReportedRun> runs, PrintWriter page) {
        this.runs = runs;
        this.page = page;
    }

    void write() {
        scores();
        agreement();
        learning();
        errors();
        quality();
    }

    private void scores() {
        page.println("<h2 id=\"scores\">Scores, case by case</h2>\n"
                + "<p class=\"faint\">A dot is a case, a faint line joins its runs; the bars are mean and 95 %"
                + " confidence interval (bootstrap).</p>" + Charts.key(runs));
        charts(Arrays.stream(Metric.values())
                .map(metric -> Charts.scores(metric, runs))
                .toArray(String[]::new));
    }

    private void agreement() {
        String[] charts = AgreementCharts.of(runs);
        if (charts.length == 0) {
            return;
        }
        page.println("<h2 id=\"volumes\">Volumes</h2>\n"
                + "<p class=\"faint\">A dot is a case, predicted minus labelled volume against the mean of both"
                + " (Bland and Altman). The line is the bias, the dashes are the limits of agreement: bias ± 1.96"
                + " standard deviations, between which 95 of 100 cases are expected where differences are normal."
                + " All runs have the same axes.</p>");
        charts(charts);
    }

    private void charts(String... charts) {
        page.println(Arrays.stream(charts).collect(Collectors.joining("\n", "<div class=\"charts\">", "</div>")));
    }

    private void learning() {
        if (runs.stream().allMatch(run -> run.history().isEmpty())) {
            return;
        }
        page.println("<h2 id=\"learning\">Learning</h2>" + Charts.key(runs));
        charts(
                Charts.learning("Training loss", runs, Epoch::loss),
                Charts.learning("Validation Dice, network's grid", runs, Epoch::validationDice));
    }

    private void errors() {
        String missed = Charts.errors("Missed, ml a case, by distance to the border", runs, band -> band.missedMl());
        if (missed.isEmpty()) {
            return;
        }
        page.println("<h2 id=\"errors\">Where it errs, and whether it knows</h2>\n"
                + "<p class=\"faint\">Distances are across the label's border, from voxel to voxel: an error is"
                + " one step of the grid away at the least. On the right, the network's probabilities against how"
                + " often they come true, over all voxels that were given 1 % or more; on the diagonal it is as"
                + " often right as it says; dashes are the same before its temperature was fitted.</p>"
                + Charts.key(runs));
        charts(
                missed,
                Charts.errors("Invented, ml a case, by distance to the border", runs, band -> band.inventedMl()),
                Charts.reliability(runs));
        String calibration = runs.stream()
                .filter(run -> run.details().reliability().isPresent())
                .map(run -> Html.text(run.name()) + " "
                        + error(run.details().reliability().orElseThrow())
                        + run.details()
                                .uncalibrated()
                                .map(before -> " (" + error(before) + " before its temperature)")
                                .orElse(""))
                .collect(Collectors.joining(" · "));
        page.println("<p class=\"faint\">Expected calibration error: " + calibration + "</p>");
    }

    private void quality() {
        String[] charts = QualityCharts.of(runs);
        if (charts.length == 0) {
            return;
        }
        page.println("<h2 id=\"quality\">Predicted Dice</h2>\n"
                + "<p class=\"faint\">A dot is a case, its true Dice against the one that was predicted without its label; on"
                + " the diagonal they are the same. Left of the dashes a case is warned of. In a cross-validation each"
                + " case is predicted by what the others teach.</p>");
        charts(charts);
        String figures = runs.stream()
                .flatMap(run -> QualitySummary.of(run.quality()).stream()
                        .map(summary -> Html.text(run.name() + ": " + summary.text())))
                .collect(Collectors.joining("<br>"));
        page.println("<p class=\"faint\">" + figures + "</p>");
    }

    private static String error(Reliability reliability) {
        return ScoreFormat.of(Metric.DICE, reliability.expectedCalibrationError());
    }
}

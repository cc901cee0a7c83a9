package org.attunet.eval.report;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Scores;

/** Every case with its pictures and scores, the worst first. */
final class CaseSection {
    /** More pictures would make a page that no browser opens. */
    private static final int MOST_PICTURES = 160;
    /** Cases with their maps as pictures. */
    private static final int MOST_MAPPED = 3;

    private final List<CaseView> cases;
    private final List<ReportedRun> runs;
    private final PrintWriter page;

    CaseSection(List<CaseView> cases, List<ReportedRun> runs, PrintWriter page) {
        this.cases = cases;
        this.runs = runs;
        this.page = page;
    }

    void write() {
        page.println("<h2 id=\"cases\">Cases, the lowest " + CaseView.measure(cases) + " first</h2>");
        int left = MOST_PICTURES;
        String state = " open";
        for (CaseView view : cases) {
            page.println("<details" + state + "><summary>" + Html.text(view.id()) + summary(view) + "</summary><div>");
            state = "";
            for (int n = 0; n < runs.size(); n++) {
                left -= figure(runs.get(n), view.scores().get(n), left);
            }
            page.println("</div></details>");
        }
    }

    private String summary(CaseView view) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < runs.size(); n++) {
            String dice = view.scores()
                    .get(n)
                    .map(scores -> ScoreFormat.of(Metric.DICE, scores.value(Metric.DICE)))
                    .orElse("–");
            text.append("<span>")
                    .append(Html.text(runs.get(n).name()))
                    .append(" ")
                    .append(dice)
                    .append(predicted(runs.get(n), view.id()))
                    .append("</span>");
        }
        return text.toString();
    }

    private static String predicted(ReportedRun run, String id) {
        return run.predictedDice(id)
                .map(dice -> " (predicted " + ScoreFormat.of(Metric.DICE, dice) + ")")
                .orElse("");
    }

    /** Pictures drawn. */
    private int figure(ReportedRun run, Optional<Scores> scores, int left) {
        if (scores.isEmpty()) {
            return 0;
        }
        Path overlay = run.folder().overlay(scores.get().caseId());
        boolean shown = left > 0 && Files.isRegularFile(overlay);
        page.println("<figure><figcaption>" + Html.text(run.name()) + ": " + Html.text(line(scores.get()))
                + "</figcaption>"
                + (shown ? "<img loading=\"lazy\" alt=\"overlay\" src=\"" + Picture.embedded(overlay) + "\">" : "")
                + "</figure>");
        return (shown ? 1 : 0) + maps(run, scores.get(), left);
    }

    /** Pictures drawn of what the network says beyond its mask: of the first cases alone, the viewer has it of all. */
    private int maps(ReportedRun run, Scores scores, int left) {
        Path maps = run.folder().maps(scores.caseId());
        if (left < 2 || !isMapped(scores.caseId()) || !Files.isRegularFile(maps)) {
            return 0;
        }
        page.println("<details class=\"maps\"><summary>Probability and attention of " + Html.text(run.name())
                + "</summary><div><img loading=\"lazy\" alt=\"maps\" src=\"" + Picture.embedded(maps)
                + "\"></div></details>");
        return 1;
    }

    private boolean isMapped(String id) {
        return cases.stream().limit(MOST_MAPPED).anyMatch(view -> view.id().equals(id));
    }

    private static String line(Scores scores) {
        String figures = Arrays.stream(Metric.values())
                .filter(scores::has)
                .map(metric -> metric.title() + " " + ScoreFormat.of(metric, scores.value(metric))
                        + (metric.unit().equals("0…1") ? "" : " " + metric.unit()))
                .collect(Collectors.joining(" · "));
        return scores.note().isEmpty() ? figures : figures + " (" + scores.note() + ")";
    }
}

package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.metric.SummaryJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of experiments, runs and cases, and notes, come from folders and files of anybody: in no output are they more than text. */
class EscapingTest {
    /** Closes an attribute of either kind, an element and a comment; without a slash, which no folder name has. */
    private static final String NAME = "\"><script>alert('1')<!--&|_";

    private static final String NOTE = "</script><b a='x' b=\"y\">& a|b";

    @TempDir
    private Path folder;

    @BeforeEach
    void run() throws IOException {
        for (String id : List.of("1", NAME)) {
            Path run = folder.resolve("runs").resolve(NAME).resolve(id);
            List<Scores> cases = List.of(
                    new Scores(NAME, Map.of(Metric.DICE, 0.5, Metric.ASSD, 2.0), NOTE),
                    new Scores("b", Map.of(Metric.DICE, 0.7), ""));
            PerCaseCsv.write(run.resolve("evaluation/per-case.csv"), cases);
            SummaryJson.write(run.resolve("evaluation/summary.json"), Summary.of(NAME, cases));
            Files.writeString(run.resolve("experiment.yaml"), "name: '" + NOTE + "'");
            Files.writeString(
                    run.resolve("run.json"),
                    "{\"dataset\": {\"name\": \"<i>data</i> 'x'\"}, \"scale\": \"demo\", \"note\": \"</pre><u>\"}");
            Files.writeString(
                    run.resolve("history.csv"),
                    "epoch,loss,validation_dice,learning_rate,seconds\n1,0.9,0.3,1e-3,2\n2,0.5,0.4,1e-3,2\n");
            for (String kind : List.of("image", "label", "prediction")) {
                Path viewer = run.resolve("evaluation/viewer/" + NAME + "-" + kind + ".nii.gz");
                Files.createDirectories(viewer.getParent());
                Files.write(viewer, new byte[] {1, 2, 3});
            }
        }
    }

    @Test
    void everyCharacterThatEndsTextOrAnAttributeIsReplaced() {
        assertThat(Html.text("a&b<c>d\"e'f")).isEqualTo("a&amp;b&lt;c&gt;d&quot;e&#39;f");
        assertThat(Html.text("&lt;")).isEqualTo("&amp;lt;");
        assertThat(Html.text("plain – text…")).isEqualTo("plain – text…");
    }

    /** The page without its own script and viewer, which are files of ours. */
    private String page() throws IOException {
        Report.write(folder.resolve("runs"), folder.resolve("out"));
        return Files.readString(folder.resolve("out/report.html"))
                .replace(Resource.text("report.js"), "")
                .replace(Resource.text("viewer.html"), "")
                .replace(Resource.text("niivue.umd.js"), "");
    }

    @Test
    void inThePageNoNameOrNoteIsMoreThanText() throws IOException {
        String page = page();

        assertThat(page)
                .contains("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;!--&amp;|_")
                .contains("&lt;/script&gt;&lt;b a=&#39;x&#39; b=&quot;y&quot;&gt;&amp; a|b")
                .contains("&lt;i&gt;data&lt;/i&gt; &#39;x&#39; (scale demo)")
                .doesNotContain("<script>alert", "alert('1')<!--&|", "<b a=", "<i>data", "</pre><u>", "b=\"y\"");
    }

    /** A browser leaves a script element at the next end tag, and after a comment and a start tag at the one after that. */
    @Test
    void insideAScriptElementNamesNeitherEndItNorOpenAnother() throws IOException {
        String page = page();
        int start = page.indexOf("id=\"viewer-index\">");
        String index = page.substring(start, page.indexOf("</script>", start));

        assertThat(start).isPositive();
        assertThat(index).contains("alert('1')").doesNotContain("<!--", "<script", "</");
    }

    @Test
    void chartsKeepNamesAsText() throws IOException {
        List<ReportedRun> runs = ReportedRun.of(RunResults.in(folder.resolve("runs")));
        String svg = Charts.scores(Metric.DICE, runs)
                + Charts.key(runs)
                + Charts.learning("Loss", runs, ReportedRun.Epoch::loss);

        assertThat(svg).contains("&lt;script&gt;").doesNotContain("<script", "alert('1')", "<!--");
    }

    @Test
    void inMarkdownACellEndsWhereItShouldAndHtmlStaysText() throws IOException {
        String markdown = ResultsTable.of(RunResults.in(folder.resolve("runs"))).markdown();
        String header = markdown.lines()
                .filter(line -> line.startsWith("| Experiment"))
                .findFirst()
                .orElseThrow();
        String row = markdown.lines()
                .filter(line -> line.contains("alert"))
                .findFirst()
                .orElseThrow();

        assertThat(cells(row)).isEqualTo(cells(header));
        assertThat(row).contains("\\<script>alert", "\\<!--&\\|_").doesNotContain("><script");
        assertThat(ResultsMarkdown.escaped("a\\|b\nc <i> </i> < 0.001")).isEqualTo("a\\\\\\|b c \\<i> \\</i> < 0.001");
    }

    private static long cells(String line) {
        return line.replace("\\\\", "")
                .replace("\\|", "")
                .chars()
                .filter(letter -> letter == '|')
                .count();
    }

    @Test
    void inLatexEverySpecialCharacterIsText() throws IOException {
        String latex = ResultsTable.of(RunResults.in(folder.resolve("runs"))).latex();

        assertThat(latex).contains("\"$>$$<$script$>$alert('1')$<$!--\\&\\textbar{}\\_");
        assertThat(ResultsLatex.escaped("a&b%c$d#e_f{g}h\\i~j^k<l>m±n×o…p–q“r”s|t"))
                .isEqualTo("a\\&b\\%c\\$d\\#e\\_f\\{g\\}h\\textbackslash{}i\\textasciitilde{}j\\textasciicircum{}k"
                        + "$<$l$>$m$\\pm$n$\\times$o\\ldots{}p--q``r''s\\textbar{}t");
    }

    /** Voxels, surfaces and comparisons are a table each; a rule lies below each head, and above what others published. */
    @Test
    void whatBeginsInLatexEnds() throws IOException {
        String latex = ResultsTable.of(RunResults.in(folder.resolve("runs"))).latex();

        assertThat(count(latex, "\\begin{tabular}")).isEqualTo(3);
        assertThat(count(latex, "\\end{tabular}")).isEqualTo(3);
        assertThat(count(latex, "\\toprule")).isEqualTo(3);
        assertThat(count(latex, "\\midrule")).isEqualTo(5);
        assertThat(count(latex, "\\shortstack{Dice")).isEqualTo(1);
        assertThat(count(latex, "\\shortstack{Surface distance\\\\(mm)")).isEqualTo(1);
        assertThat(latex).contains("Run & against & Cases");
        assertThat(ResultsTable.of(RunResults.in(folder.resolve("runs"))).markdown())
                .contains("| --- | --- |");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void inCsvQuotesAndCommasStayInTheirCell() throws IOException {
        Path file = folder.resolve("per-case.csv");
        List<Scores> cases = List.of(new Scores("a,\"b\"\n'c", Map.of(Metric.DICE, 0.5), NOTE));
        PerCaseCsv.write(file, cases);

        assertThat(PerCaseCsv.read(file)).isEqualTo(cases);
    }

    @Test
    void theViewersIndexIsStillJson() throws IOException {
        StringWriter text = new StringWriter();
        List<ReportedRun> runs = ReportedRun.of(RunResults.in(folder.resolve("runs")));
        new ViewerSection(new PrintWriter(text)).write(CaseView.worstFirst(runs), runs);
        String page = text.toString();
        int start = page.indexOf("id=\"viewer-index\">") + "id=\"viewer-index\">".length();
        String json = page.substring(start, page.indexOf("</script>", start));

        assertThat(new ObjectMapper().readTree(json).get(0).get("name").asText())
                .isEqualTo(NAME);
    }
}

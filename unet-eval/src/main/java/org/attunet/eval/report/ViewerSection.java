package org.attunet.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;

/** The 3-D viewer and the volumes it shows, each carried once however many runs share it. */
final class ViewerSection {
    /** Letters of all volumes together: a case is up to a few megabytes, and the page has to open. */
    private static final long MOST_LETTERS = 80_000_000;

    private final PrintWriter page;
    private final long most;
    /** Number of each volume by its text. */
    private final Map<String, Integer> volumes = new LinkedHashMap<>();

    private long letters;

    ViewerSection(PrintWriter page) {
        this(page, MOST_LETTERS);
    }

    /** @param most letters of volumes, beyond which no further case is carried */
    ViewerSection(PrintWriter page, long most) {
        this.page = page;
        this.most = most;
    }

    /** Writes the section; nothing where no run has volumes. */
    void write(List<CaseView> cases, List<ReportedRun> runs) {
        ArrayNode index = index(cases, runs);
        if (index.isEmpty()) {
            return;
        }
        page.println("<h2 id=\"view\">Look inside</h2>");
        if (letters > most) {
            page.println("<p class=\"faint\">The " + index.size() + " cases with the lowest " + CaseView.measure(cases)
                    + "; more would make a page that no browser opens.</p>");
        }
        page.println(Resource.text("viewer.html"));
        page.println(script("application/json", "viewer-index", index.toString().replace("<", "\\u003c")));
        volumes.forEach((text, number) -> page.println(script("text/plain", "volume-" + number, text)));
        page.println("<script>/* NiiVue 0.69.0, BSD 2-Clause, Copyright (c) 2021, Niivue */");
        page.println(Resource.text("niivue.umd.js"));
        page.println("</script>");
    }

    /** Inside a script element its end is special, and so is a comment with a start tag in it: the text holds no {@code <}. */
    private static String script(String type, String id, String text) {
        return "<script type=\"" + type + "\" id=\"" + id + "\">" + text + "</script>";
    }

    private ArrayNode index(List<CaseView> cases, List<ReportedRun> runs) {
        ArrayNode index = new ObjectMapper().createArrayNode();
        for (CaseView view : cases) {
            if (letters > most) {
                break;
            }
            ObjectNode node = index.objectNode().put("name", view.id());
            ArrayNode shown = node.putArray("runs");
            runs.stream()
                    .filter(run -> Files.isRegularFile(run.folder().viewerPrediction(view.id())))
                    .forEach(run -> add(shown.addObject(), run, view.id()));
            if (!shown.isEmpty()) {
                index.add(node);
            }
        }
        return index;
    }

    private void add(ObjectNode node, ReportedRun run, String id) {
        node.put("name", run.name())
                .put("image", number(run.folder().viewerImage(id)))
                .put("label", number(run.folder().viewerLabel(id)))
                .put("prediction", number(run.folder().viewerPrediction(id)));
        ArrayNode layers = node.putArray("layers");
        layer(layers, "probability of the organ", run.folder().viewerProbability(id));
        for (String gate : run.details().gates()) {
            layer(layers, "attention, " + gate, run.folder().viewerAttention(id, gate));
        }
    }

    private void layer(ArrayNode layers, String name, Path file) {
        if (Files.isRegularFile(file)) {
            layers.addObject().put("name", name).put("volume", number(file));
        }
    }

    private int number(Path file) {
        try {
            String text = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
            return volumes.computeIfAbsent(text, t -> {
                letters += t.length();
                return volumes.size();
            });
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + FileFailure.reason(e), e);
        }
    }
}

package org.attunet.experiments.ui;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.deeplearning4j.ui.i18n.DefaultI18N;

/**
 * The training UI's own pages, from Deeplearning4j's templates, with a link to the comparison page. Deeplearning4j itself would
 * leave a copy of the template in the folder for temporary files at every look at a page.
 */
final class TrainingPages {
    private static final String START = "/train";
    private static final Map<String, String> TEMPLATES = Map.of(
            "/train/overview", "TrainingOverview.html.ftl",
            "/train/model", "TrainingModel.html.ftl",
            "/train/system", "TrainingSystem.html.ftl");

    /** The last of the pages' own links. */
    private static final String LAST_LINK = "(href=\"system\">.*?</li>)";

    private static final String LINK = "<li class=\"nav-item\"><a class=\"nav-link\" href=\"/compare\">"
            + "<i class=\"nav-icon cui-layers\"></i>Compare runs</a></li>";

    private TrainingPages() {}

    static boolean isPage(String path) {
        return path.equals(START) || TEMPLATES.containsKey(path);
    }

    /** Where one comes in, rather than from page to page. */
    static boolean isFront(String path) {
        return path.equals(START);
    }

    static void answer(HttpServerRequest request) {
        if (isFront(request.path())) {
            // Not the page itself: its links are relative to its own address.
            request.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, START + "/overview")
                    .end();
            return;
        }
        String page = page(TEMPLATES.get(request.path())).replaceFirst(LAST_LINK, "$1" + LINK);
        SecurityHeaders.put(request.response(), page);
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(page);
    }

    private static String page(String name) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_23);
        DefaultI18N texts = (DefaultI18N) DefaultI18N.getInstance();
        try (InputStream in = DefaultI18N.class.getResourceAsStream("/templates/" + name)) {
            Template template = new Template(name, new InputStreamReader(in, StandardCharsets.UTF_8), configuration);
            StringWriter page = new StringWriter();
            template.process(texts.getMessages(texts.getDefaultLanguage()), page);
            return page.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("a template of Deeplearning4j that cannot be filled in", e);
        }
    }
}

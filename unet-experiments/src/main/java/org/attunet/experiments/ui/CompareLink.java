package org.attunet.experiments.ui;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A link to the comparison page among those of the training UI's own pages. These are templates inside Deeplearning4j without a place
 * for further links, so the server asks itself for the page as it is, and adds the link on the way out.
 */
final class CompareLink {
    /** Says that the page is wanted as it is. */
    private static final String PLAIN = "plain";

    private static final String PAGES = "/train(/(overview|model|system))?";
    /** The last of the pages' own links. */
    private static final String LAST_LINK = "(href=\"system\">.*?</li>)";

    private static final String LINK = "<li class=\"nav-item\"><a class=\"nav-link\" href=\"/compare\">"
            + "<i class=\"nav-icon cui-layers\"></i>Compare runs</a></li>";

    private final HttpClient client = HttpClient.newHttpClient();

    private CompareLink() {}

    /** Goes before every other answer to a request for one of the pages. */
    static void add(Router router) {
        router.routeWithRegex(HttpMethod.GET, PAGES).order(-1).handler(new CompareLink()::answer);
    }

    private void answer(RoutingContext request) {
        if (request.queryParams().contains(PLAIN)) {
            request.next();
            return;
        }
        URI page = URI.create("http://" + LoopbackServer.ADDRESS + ":"
                + request.request().localAddress().port() + request.request().path() + "?" + PLAIN + "=1");
        var unused = client.sendAsync(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .whenComplete((plain, failure) -> pass(request, plain, failure));
    }

    private static void pass(RoutingContext request, HttpResponse<String> plain, Throwable failure) {
        if (failure != null) {
            request.fail(failure);
            return;
        }
        request.response()
                .setStatusCode(plain.statusCode())
                .putHeader("content-type", "text/html; charset=utf-8")
                .end(plain.body().replaceFirst(LAST_LINK, "$1" + LINK));
    }
}

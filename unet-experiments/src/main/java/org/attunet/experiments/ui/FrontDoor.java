package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes before Deeplearning4j's server sees it. That server has no authentication and takes uploads of any size,
 * so only what the pages themselves ask for gets through, and nothing that another website makes a browser ask for.
 */
final class FrontDoor implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    /** What the pages fetch, beside the pages and their assets. */
    private static final Pattern ROUTES = Pattern.compile("/|/setlang/(de|en|ja|ko|ru|zh)"
            + "|/train/(multisession|sessions/(info|current)|(overview|system)/data|model/graph|model/data/\\d{1,9}"
            + "|sessions/(set|lastUpdate)/.+|workers/setByIdx/\\d{1,9})"
            + "|/compare|/compare/(compare\\.js|compare\\.css|data|overlay/[^/]+/[^/]+/[^/]+)");

    /** Deeplearning4j asks neither whether the network has such a layer nor whether the chosen worker noted anything of it. */
    private static final String LAYER = "/train/model/data/";

    /** A run's name has a slash of its own, which the pages do not encode. */
    private static final Pattern SESSION = Pattern.compile("(/train/sessions/(?:set|lastUpdate)/)([^/]+/.*)");

    /** A folder up, which the router would go before it looks for the page. */
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

    private static final String OVERVIEW = "/train/overview/data";

    private final Router router;
    private final ShownSession shown;

    FrontDoor(Router router, Sessions sessions) {
        this.router = router;
        this.shown = new ShownSession(router, sessions);
        // The one for every path stores what is uploaded.
        router.getRoutes().stream().filter(route -> route.getPath() == null).forEach(Route::remove);
        router.getWithRegex(SESSION.pattern()).order(-1).handler(FrontDoor::encodeSession);
        router.errorHandler(HttpResponseStatus.INTERNAL_SERVER_ERROR.code(), FrontDoor::failed);
    }

    private static void failed(RoutingContext context) {
        LOG.debug("{}", context.normalisedPath(), context.failure());
        boolean isAbsent = context.failure() instanceof IndexOutOfBoundsException
                || context.failure() instanceof NullPointerException;
        Refusal refusal = isAbsent && context.normalisedPath().startsWith(LAYER) ? Refusal.NO_SUCH_PAGE : Refusal.FAULT;
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(refusal.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(refusal.reason() + "\n");
        }
    }

    private static void encodeSession(RoutingContext context) {
        Matcher path = SESSION.matcher(context.normalisedPath());
        if (path.matches()) {
            context.reroute(path.group(1) + path.group(2).replace("/", "%2F"));
        } else {
            context.next();
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        SecurityHeaders.put(request.response());
        Optional<Refusal> refusal = Refusal.of(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
        } else {
            answer(request);
        }
    }

    private void answer(HttpServerRequest request) {
        if (DOTS.matcher(request.path()).find()) {
            refuse(request, Refusal.NO_SUCH_PAGE);
        } else if (TrainingPages.isPage(request.path())) {
            shown.opening(request);
            TrainingPages.answer(request);
        } else if (Assets.isAsset(request.path())) {
            Assets.answer(request);
        } else if (ROUTES.matcher(request.path()).matches()) {
            shown.heard(request);
            router.handle(EscapedAnswers.of(request, completion(request)));
        } else {
            refuse(request, Refusal.NO_SUCH_PAGE);
        }
    }

    /** What is added to the JSON of an answer before it is sent. */
    private Consumer<JsonNode> completion(HttpServerRequest request) {
        return data -> {
            if (request.path().equals(OVERVIEW)) {
                shown.times(request).ifPresent(times -> times.into(data));
            }
        };
    }

    /** What follows is not read: the connection ends with the answer, but for HTTP/2, where it is not this request's alone. */
    private static void refuse(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response = request.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
        if (request.version() == HttpVersion.HTTP_2) {
            response.end(refusal.reason() + "\n");
        } else {
            response.putHeader(HttpHeaders.CONNECTION, "close")
                    .end(refusal.reason() + "\n", sent -> request.connection().close());
        }
    }
}

package org.attunet.experiments.ui;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What Deeplearning4j's server answers to a question of our own: which session it shows is kept inside, with no other way to it. */
final class InnerAnswer {
    private InnerAnswer() {}

    /**
     * The text that a page would get from this path.
     *
     * @param request any, in whose place the question is asked; its own answer is not begun
     */
    static String to(String path, Router router, HttpServerRequest request) {
        StringBuilder text = new StringBuilder();
        HttpServerResponse response = collecting(text, request.response());
        router.handle(Proxies.of(HttpServerRequest.class, request, (method, arguments) -> switch (method.getName()) {
            case "response" -> response;
            case "path", "uri" -> path;
            default -> Proxies.call(method, request, arguments);
        }));
        return text.toString();
    }

    private static HttpServerResponse collecting(StringBuilder text, HttpServerResponse response) {
        HttpServerResponse[] self = new HttpServerResponse[1];
        self[0] = Proxies.of(HttpServerResponse.class, response, (method, arguments) -> {
            if (method.getName().equals("end") && arguments != null && arguments[0] instanceof String body) {
                text.append(body);
            }
            Class<?> type = method.getReturnType();
            if (type == void.class) {
                return null;
            }
            return type.isInstance(self[0]) ? self[0] : Proxies.call(method, response, arguments);
        });
        return self[0];
    }

    /** A name as one part of a path, slashes and all. */
    static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package org.attunet.experiments.ui;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a request is not answered.
 *
 * @param status of HTTP
 * @param reason for who sent it
 */
record Refusal(int status, String reason) {
    static final Refusal NO_SUCH_PAGE = new Refusal(404, "No such page.");
    static final Refusal FAULT = new Refusal(500, "A fault of this program; -v shows where it comes from.");

    /** Any port: a tunnel may end at another one than ours. */
    private static final Pattern OWN_NAME =
            Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    /** What is wrong with a request by itself, whatever it asks for. */
    static Optional<Refusal> of(HttpServerRequest request) {
        if (!isOwnName(request)) {
            // A website whose name was made to lead to this machine would read everything here.
            return Optional.of(new Refusal(421, "Ask for 127.0.0.1 or localhost by that name."));
        }
        if (request.method() != HttpMethod.GET) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET");
            return Optional.of(new Refusal(405, "These pages are only read."));
        }
        if (hasBody(request)) {
            return Optional.of(new Refusal(413, "Nothing is uploaded here."));
        }
        if (isFromAnotherSite(request)) {
            return Optional.of(new Refusal(403, "These pages are read by themselves alone."));
        }
        return Optional.empty();
    }

    private static boolean isOwnName(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        boolean once = hosts.size() == 1 || (request.version() == HttpVersion.HTTP_2 && hosts.isEmpty());
        return once
                && request.host() != null
                && OWN_NAME.matcher(request.host()).matches();
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /** Browsers say so; a link that somebody follows from elsewhere is none. */
    private static boolean isFromAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean own = site == null || site.equals("same-origin") || site.equals("none");
        return !own && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }
}

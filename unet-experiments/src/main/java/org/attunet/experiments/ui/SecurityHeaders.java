package org.attunet.experiments.ui;

import io.vertx.core.http.HttpServerResponse;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** What browsers may do with the pages: scripts of theirs alone run, nobody frames or embeds them, nothing comes from elsewhere. */
final class SecurityHeaders {
    private static final String POLICY = "Content-Security-Policy";
    private static final Pattern SCRIPTS = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern HANDLERS = Pattern.compile("\\son\\w+=(?:\"([^\"]*)\"|'([^']*)')");

    private SecurityHeaders() {}

    static void put(HttpServerResponse response) {
        response.putHeader(POLICY, policy(""))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** For a page with scripts between its elements, none of which comes from a run: these may run, by their hashes. */
    static void put(HttpServerResponse response, String page) {
        String hashes = Stream.concat(
                        SCRIPTS.matcher(page).results().map(found -> found.group(1)),
                        HANDLERS.matcher(page).results().map(SecurityHeaders::handler))
                .distinct()
                .map(SecurityHeaders::hash)
                .collect(Collectors.joining(" ", " 'unsafe-hashes' ", ""));
        response.putHeader(POLICY, policy(hashes));
    }

    private static String handler(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static String policy(String scripts) {
        return "default-src 'none'; script-src 'self'" + scripts
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'"
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String hash(String script) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(script)) + "'";
    }
}

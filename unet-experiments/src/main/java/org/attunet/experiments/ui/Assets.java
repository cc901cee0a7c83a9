package org.attunet.experiments.ui;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.MimeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * Scripts, styles and pictures of the pages, from the libraries that bring them. Deeplearning4j's own way looks into the working
 * folder first, so that a folder of the same name there would put its scripts into the pages, and never answers where there is
 * nothing.
 */
final class Assets {
    private static final Pattern PATH =
            Pattern.compile("/assets/(?<webjar>webjars/)?(?<name>(?:\\w[\\w.-]*/)*\\w[\\w.-]*\\.\\w+)");

    private Assets() {}

    static boolean isAsset(String path) {
        return path.startsWith("/assets/");
    }

    static void answer(HttpServerRequest request) {
        Matcher path = PATH.matcher(request.path());
        byte[] content = path.matches() ? content(path) : null;
        if (content == null) {
            request.response().setStatusCode(404).end();
            return;
        }
        String type = MimeMapping.getMimeTypeForFilename(path.group("name"));
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type == null ? "application/octet-stream" : type)
                .end(Buffer.buffer(content));
    }

    /** Null where there is none. */
    private static byte[] content(Matcher path) {
        String folder =
                path.group("webjar") == null ? VertxUIServer.ASSETS_ROOT_DIRECTORY : "META-INF/resources/webjars/";
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(folder + path.group("name"))) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.attunet.experiments.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.attunet.eval.report.Overlay;
import org.attunet.eval.report.Published;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.ui.api.HttpMethod;
import org.deeplearning4j.ui.api.Route;
import org.deeplearning4j.ui.api.UIModule;
import org.deeplearning4j.ui.i18n.I18NResource;

/** The comparison page of the training UI; the server finds it as a service. */
public final class CompareModule implements UIModule {
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicReference<RunsFolder> folder = new AtomicReference<>();

    /** For the service loader. */
    public CompareModule() {}

    @Override
    public List<Route> getRoutes() {
        return List.of(
                new Route("/compare", HttpMethod.GET, (names, request) -> asset(request, "compare.html", "text/html")),
                new Route(
                        "/compare/compare.js",
                        HttpMethod.GET,
                        (names, request) -> asset(request, "compare.js", "text/javascript")),
                new Route(
                        "/compare/compare.css",
                        HttpMethod.GET,
                        (names, request) -> asset(request, "compare.css", "text/css")),
                new Route("/compare/data", HttpMethod.GET, (names, request) -> data(request)),
                new Route(
                        "/compare/overlay/:experiment/:run/:name",
                        HttpMethod.GET,
                        (names, request) -> overlay(names, request)));
    }

    private void data(RoutingContext request) {
        request.vertx().<String>executeBlocking(answer -> answer.complete(runs()), false, result -> {
            if (result.succeeded()) {
                request.response()
                        .putHeader("content-type", "application/json; charset=utf-8")
                        .putHeader("cache-control", "no-store")
                        .end(result.result());
            } else {
                request.fail(result.cause());
            }
        });
    }

    private String runs() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode runs = answer.putArray("runs");
        Optional.ofNullable(folder.get()).ifPresent(f -> f.runs().forEach(run -> runs.add(run.json())));
        ArrayNode published = answer.putArray("published");
        Published.rows().forEach(row -> published.add(new PublishedRow(row).json()));
        answer.set("slices", JSON.valueToTree(Overlay.places()));
        return answer.toString();
    }

    private void overlay(List<String> names, RoutingContext request) {
        Optional<Path> file =
                Optional.ofNullable(folder.get()).flatMap(f -> f.overlay(names.get(0), names.get(1), names.get(2)));
        if (file.isPresent()) {
            request.response()
                    .putHeader("content-type", "image/png")
                    .sendFile(file.get().toAbsolutePath().toString());
        } else {
            request.response().setStatusCode(NOT_FOUND).end();
        }
    }

    private static void asset(RoutingContext request, String name, String type) {
        try (InputStream in = CompareModule.class.getResourceAsStream(name)) {
            request.response()
                    .putHeader("content-type", type + "; charset=utf-8")
                    .end(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onAttach(StatsStorage storage) {
        if (storage instanceof RunsAnchor anchor) {
            folder.set(anchor.folder());
        }
    }

    @Override
    public void onDetach(StatsStorage storage) {}

    @Override
    public List<String> getCallbackTypeIDs() {
        return List.of();
    }

    @Override
    public void reportStorageEvents(Collection<StatsStorageEvent> events) {}

    @Override
    public List<I18NResource> getInternationalizationResources() {
        return List.of();
    }
}

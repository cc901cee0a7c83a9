package org.attunet.experiments.ui;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.Optional;

/**
 * Which session the training pages show. Deeplearning4j shows the first that it hears of, for as long as nobody chooses another; here
 * every page opens with the one that wrote last, until somebody has chosen one on a page. Coming in by the front ends that choice.
 */
final class ShownSession {
    private static final String SESSIONS = "/train/sessions/";

    private final Router router;
    private final Sessions sessions;
    /** Requests come one after the other. */
    private boolean isChosen;

    ShownSession(Router router, Sessions sessions) {
        this.router = router;
        this.sessions = sessions;
    }

    /** Takes note of a request that chooses a session. */
    void heard(HttpServerRequest request) {
        isChosen |= request.path().startsWith(SESSIONS + "set/");
    }

    /** Before a page is answered. */
    void opening(HttpServerRequest page) {
        isChosen &= !TrainingPages.isFront(page.path());
        if (!isChosen) {
            sessions.newest()
                    .ifPresent(name -> InnerAnswer.to(SESSIONS + "set/" + InnerAnswer.part(name), router, page));
        }
    }

    /** When the shown session began, and for how long it ran. */
    Optional<RunTimes> times(HttpServerRequest request) {
        return sessions.times(InnerAnswer.to(SESSIONS + "current", router, request));
    }
}

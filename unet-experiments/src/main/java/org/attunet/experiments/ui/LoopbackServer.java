package org.attunet.experiments.ui;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * The training UI bound to one address, behind a {@link FrontDoor}. Deeplearning4j's own server always listens on every interface,
 * without any authentication; the only call it makes for that is intercepted here, and so is the one that hands over its pages.
 */
public final class LoopbackServer extends VertxUIServer {
    static final String ADDRESS = "127.0.0.1";

    private static final int IDLE_SECONDS = 60;

    private final int wantedPort;
    private final Sessions sessions;

    /**
     * @param wantedPort 0 for any that is free
     * @param sessions what will be attached
     */
    LoopbackServer(int wantedPort, Sessions sessions) {
        this.wantedPort = wantedPort;
        this.sessions = sessions;
    }

    @Override
    public void init(Vertx real, Context context) {
        super.init(real, context);
        this.vertx = Proxies.of(Vertx.class, real, (method, arguments) -> {
            if (method.getName().equals("createHttpServer")) {
                return onLoopback(real.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS)));
            }
            return Proxies.call(method, real, arguments);
        });
    }

    @SuppressWarnings("unchecked")
    private HttpServer onLoopback(HttpServer server) {
        return Proxies.of(HttpServer.class, server, (method, arguments) -> {
            if (method.getName().equals("listen")) {
                return server.listen(
                        wantedPort, ADDRESS, (Handler<AsyncResult<HttpServer>>) arguments[arguments.length - 1]);
            }
            if (method.getName().equals("requestHandler") && arguments != null) {
                return onLoopback(server.requestHandler(new FrontDoor((Router) arguments[0], sessions)));
            }
            return Proxies.call(method, server, arguments);
        });
    }
}

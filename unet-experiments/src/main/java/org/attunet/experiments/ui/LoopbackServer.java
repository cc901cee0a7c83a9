package org.attunet.experiments.ui;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * The training UI bound to one address. Deeplearning4j's own server always listens on every interface, without any
 * authentication; the only call it makes for that is intercepted here, and so is the one that hands over its pages.
 */
public final class LoopbackServer extends VertxUIServer {
    static final String ADDRESS = "127.0.0.1";

    private final int wantedPort;

    /** @param wantedPort 0 for any that is free */
    LoopbackServer(int wantedPort) {
        this.wantedPort = wantedPort;
    }

    @Override
    public void init(Vertx real, Context context) {
        super.init(real, context);
        this.vertx = proxy(Vertx.class, real, (method, arguments) -> {
            Object result = call(method, real, arguments);
            return result instanceof HttpServer server ? onLoopback(server) : result;
        });
    }

    @SuppressWarnings("unchecked")
    private HttpServer onLoopback(HttpServer server) {
        return proxy(HttpServer.class, server, (method, arguments) -> {
            if (method.getName().equals("listen")) {
                return server.listen(wantedPort, ADDRESS, (Handler<io.vertx.core.AsyncResult<HttpServer>>)
                        arguments[arguments.length - 1]);
            }
            if (method.getName().equals("requestHandler")
                    && arguments != null
                    && arguments[0] instanceof Router router) {
                CompareLink.add(router);
            }
            Object result = call(method, server, arguments);
            return result == server ? onLoopback(server) : result;
        });
    }

    /** A call on a proxy. */
    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    /** Shows every interface of the target, as Vert.x casts to internal ones. */
    private static <T> T proxy(Class<T> type, T target, Call call) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> c = target.getClass(); c != null; c = c.getSuperclass()) {
            interfaces.addAll(Set.of(c.getInterfaces()));
        }
        Class<?>[] all = interfaces.toArray(new Class<?>[0]);
        return type.cast(Proxy.newProxyInstance(
                LoopbackServer.class.getClassLoader(), all, (self, method, arguments) -> call.on(method, arguments)));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

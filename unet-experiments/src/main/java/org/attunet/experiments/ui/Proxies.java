package org.attunet.experiments.ui;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/** Objects of Vert.x of which a call or two are answered otherwise. */
final class Proxies {
    private Proxies() {}

    /** A call on a proxy. */
    interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    /** Shows every interface of the target, as Vert.x casts to internal ones. */
    static <T> T of(Class<T> type, T target, Call call) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> c = target.getClass(); c != null; c = c.getSuperclass()) {
            interfaces.addAll(Set.of(c.getInterfaces()));
        }
        Class<?>[] all = interfaces.toArray(new Class<?>[0]);
        return type.cast(Proxy.newProxyInstance(
                Proxies.class.getClassLoader(), all, (self, method, arguments) -> call.on(method, arguments)));
    }

    /** The target's own answer. */
    static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

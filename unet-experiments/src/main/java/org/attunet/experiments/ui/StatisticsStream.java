package org.attunet.experiments.ui;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one object of a run's statistics. Beside what {@link StatisticsFilter} refuses, no map or list may be the key of a map: a few
 * hundred bytes of such keys inside each other take longer to hash than the universe is old, and limits on depth do not see it, since
 * the inner ones may stand elsewhere in the stream.
 */
final class StatisticsStream extends ObjectInputStream {
    private StatisticsStream(byte[] bytes) throws IOException {
        super(new ByteArrayInputStream(bytes));
        setObjectInputFilter(StatisticsFilter.filter());
        enableResolveObject(true);
    }

    /**
     * The object in the bytes.
     *
     * @throws StatisticsException where it is none of a run's statistics
     */
    static <T> T read(byte[] bytes, Class<T> type) {
        try (StatisticsStream in = new StatisticsStream(bytes)) {
            return type.cast(in.readObject());
        } catch (IOException | ClassNotFoundException | RuntimeException | StackOverflowError e) {
            throw new StatisticsException("holds an object that is no " + type.getSimpleName() + " of a training", e);
        }
    }

    /** Called with every object as soon as it is read, before anything can refer to it. */
    @Override
    protected Object resolveObject(Object read) {
        if (read instanceof HashMap<?, ?> map) {
            return new NoKeyMap<>(map);
        }
        return read instanceof ArrayList<?> list ? new NoKeyList<>(list) : read;
    }

    private static int refuse() {
        throw new IllegalArgumentException("a map or a list as the key of a map");
    }

    static final class NoKeyMap<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        NoKeyMap(Map<K, V> map) {
            super(map);
        }

        @Override
        public int hashCode() {
            return refuse();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    static final class NoKeyList<E> extends ArrayList<E> {
        private static final long serialVersionUID = 1;

        NoKeyList(Collection<E> list) {
            super(list);
        }

        @Override
        public int hashCode() {
            return refuse();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}

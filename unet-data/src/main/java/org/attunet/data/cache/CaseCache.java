package org.attunet.data.cache;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.attunet.data.dataset.Case;

/** One place per case: made by the first thread that wants it, while others that want the same one wait; kept while memory lasts. */
final class CaseCache {
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Function<Case, PreparedCase> make;

    CaseCache(Function<Case, PreparedCase> make) {
        this.make = make;
    }

    PreparedCase get(Case source) {
        return slots.computeIfAbsent(source.id(), id -> new Slot()).get(source);
    }

    private final class Slot {
        private SoftReference<PreparedCase> held = new SoftReference<>(null);

        synchronized PreparedCase get(Case source) {
            PreparedCase prepared = held.get();
            if (prepared == null) {
                prepared = make.apply(source);
                held = new SoftReference<>(prepared);
            }
            return prepared;
        }
    }
}

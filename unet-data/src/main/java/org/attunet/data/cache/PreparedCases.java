package org.attunet.data.cache;

import org.attunet.data.dataset.Case;

/** Where preprocessed cases come from; to be closed when no more are wanted. Thread-safe. */
@FunctionalInterface
public interface PreparedCases extends AutoCloseable {
    /** The case, read and preprocessed where that has not been done before. */
    PreparedCase get(Case source);

    @Override
    default void close() {}
}

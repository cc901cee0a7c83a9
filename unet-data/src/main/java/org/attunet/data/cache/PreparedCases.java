package org.attunet.data.cache;

import org.attunet.data.dataset.Case;

/** Where preprocessed cases come from. Thread-safe. */
@FunctionalInterface
public interface PreparedCases {
    /** The case, read and preprocessed where that has not been done before. */
    PreparedCase get(Case source);
}

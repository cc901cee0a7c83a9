package org.attunet.eval.inference;

/** Receives how far something is. */
@FunctionalInterface
public interface Progress {
    /** Ignores it. */
    Progress NONE = (done, total) -> {};

    /** {@code done} of {@code total} are done. */
    void at(int done, int total);
}

package org.attunet.eval.inference;

/** Is told how far something is. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /** {@code done} of {@code total} are done. */
    void at(int done, int total);
}

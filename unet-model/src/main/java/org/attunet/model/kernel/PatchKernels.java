package org.attunet.model.kernel;

import java.util.List;

/** Makes patches of training data where they are needed. */
@FunctionalInterface
public interface PatchKernels<T> {
    /** Makes a patch: a sample of {@code images} and the same one of {@code labels}, class indices. */
    void make(PatchOrder order, int sample, T images, T labels);

    /** Patches that will be made after those that have been asked for: what they are made from may be brought up meanwhile. */
    default void expect(List<PatchOrder> orders) {
        // Nothing has to be brought anywhere.
    }
}

package org.attunet.model.kernel;

/** Makes patches of training data where they are needed. */
@FunctionalInterface
public interface PatchKernels<T> {
    /** Makes a patch: a sample of {@code images} and the same one of {@code labels}, class indices. */
    void make(PatchOrder order, int sample, T images, T labels);
}

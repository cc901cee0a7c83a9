package org.attunet.data.transform;

/** One deterministic step of preprocessing. */
public interface Transform {
    /** The stage's name, as in {@code preprocess --stages}. */
    String name();

    /** Runs on image and label together; the result's affine stays exact. */
    Sample apply(Sample sample);
}

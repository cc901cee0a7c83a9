package org.attunet.model.execution;

/** What top predictions found of the labels in their patches; several batches found the highest that one of them did. */
public enum Foreground {
    /** No patch had a label. */
    NONE_LABELLED,
    /** Nothing but background was predicted in labelled patches. */
    MISSED,
    /** Some voxel of a labelled patch was predicted as more than background. */
    FOUND;

    /** Of two batches together. */
    public Foreground or(Foreground other) {
        return compareTo(other) > 0 ? this : other;
    }
}

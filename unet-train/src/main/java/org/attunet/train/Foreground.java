package org.attunet.train;

/** What a step found of the labels in its patches. */
enum Foreground {
    /** No patch had a label. */
    NONE_LABELLED,
    /** Some voxel of a labelled patch was predicted as more than background. */
    FOUND,
    /** Nothing but background was predicted in labelled patches. */
    MISSED
}

package org.attunet.data.transform;

/** A transform that can say what it will do before anything is computed, so that a pipeline does it all at once. */
interface Step extends Transform {
    /** What this transform will do to the case in view. Reads voxels only where the decision needs them. */
    PlannedTransform plan(PendingTransform view);

    @Override
    default Sample apply(Sample sample) {
        return plan(PendingTransform.of(sample.image())).apply(sample);
    }
}

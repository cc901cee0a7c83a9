package org.attunet.experiments.plan;

/** What a machine allows. */
interface Capacity {
    /** Whether training steps and validation windows of two patches fit into its memory. */
    boolean holds(Layout layout);

    /** Seconds of a training step of two patches. */
    double secondsPerStep(Layout layout);
}

package org.attunet.train;

/** How the learning rate falls, as a share of its highest value. */
public enum Schedule {
    /** Not at all. */
    CONSTANT,
    /** In a straight line. */
    LINEAR,
    /** By the power 0.9 of what is left, as nnU-Net does. */
    POLYNOMIAL,
    /** Along half a cosine. */
    COSINE,
    /** Four equal stretches, each at {@code last^(1/3)} of the one before. */
    STEP;

    /**
     * What is left of the rate.
     *
     * @param progress 0 in the first step, 1 in the last
     * @param last share in the last step
     */
    double share(double progress, double last) {
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> 1 - progress * (1 - last);
            case POLYNOMIAL -> last + (1 - last) * Math.pow(1 - progress, 0.9);
            case COSINE -> last + (1 - last) * (1 + Math.cos(Math.PI * progress)) / 2;
            case STEP -> Math.pow(last, Math.min(3, Math.floor(progress * 4)) / 3);
        };
    }
}

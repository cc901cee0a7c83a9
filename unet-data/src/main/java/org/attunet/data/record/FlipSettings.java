package org.attunet.data.record;

/**
 * Mirror images. Anatomy is not symmetric, so this is for recipes that were published with it.
 *
 * @param leftRight probability of swapping left and right
 * @param frontBack of front and back
 * @param topBottom of top and bottom
 */
public record FlipSettings(double leftRight, double frontBack, double topBottom) {
    /** Never. */
    public static final FlipSettings NONE = new FlipSettings(0, 0, 0);

    /** Refuses what is no probability. */
    public FlipSettings {
        Probability.require(leftRight);
        Probability.require(frontBack);
        Probability.require(topBottom);
    }

    /** Of patch axis 0, 1 or 2: patches are oriented RAS. */
    double along(int axis) {
        return axis == 0 ? leftRight : axis == 1 ? frontBack : topBottom;
    }
}

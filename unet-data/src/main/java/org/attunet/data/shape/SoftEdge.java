package org.attunet.data.shape;

/**
 * How much of a voxel a solid fills where its surface runs through: a logistic function of the distance from it.
 *
 * @param width mm over which the share falls; from 0.9 to 0.1 it takes twice this
 */
public record SoftEdge(double width) {
    private static final double STEEPNESS = 2.2;
    /** Logistic argument beyond which a solid fills nothing or all (1e-7). */
    private static final double LIMIT = 16;

    /** That of solids on a grid whose coarsest spacing is {@code millimetres}. */
    public static SoftEdge of(double millimetres) {
        return new SoftEdge(0.35 * millimetres);
    }

    /** The share, 0…1, at so many mm from the surface, negative inside. */
    public double share(double distance) {
        double depth = STEEPNESS * distance / width;
        return depth >= LIMIT ? 0 : depth < -LIMIT ? 1 : 1 / (1 + StrictMath.exp(depth));
    }

    /** Millimetres from the surface beyond which the share is 0. */
    public double reach() {
        return LIMIT * width / STEEPNESS;
    }
}

package org.attunet.data.record;

/**
 * A smooth random deformation: a coarse grid of random displacements, cubic B-splines in between.
 *
 * @param probability share of patches it is done to
 * @param spacing voxels between the coarse grid's points
 * @param magnitude largest displacement of such a point along each axis, in voxels
 */
public record ElasticSettings(double probability, double spacing, double magnitude) {
    /** Never. */
    public static final ElasticSettings NONE = new ElasticSettings(0, 16, 0);

    /** Refuses grids finer than the voxels. */
    public ElasticSettings {
        Probability.require(probability);
        if (!(spacing >= 2) || !(magnitude >= 0)) {
            throw new IllegalArgumentException(
                    "an elastic deformation needs points at least 2 voxels apart and no negative" + " magnitude, not "
                            + spacing + " and " + magnitude);
        }
    }
}

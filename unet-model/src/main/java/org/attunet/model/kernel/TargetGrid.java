package org.attunet.model.kernel;

import java.util.List;

/**
 * Another grid over an image, its axes parallel to the image's, whose voxels are interpolated between those of the image.
 *
 * @param axes the grid's first, second and third one
 * @param origin index that the image's first voxel has on the grid that {@link Axis#lower} counts on: the image may be a part of more
 */
public record TargetGrid(List<Axis> axes, WindowPlace origin) {
    /** Refuses other than three axes over three. */
    public TargetGrid {
        axes = List.copyOf(axes);
        if (axes.size() != 3 || axes.stream().mapToInt(Axis::along).distinct().count() != 3) {
            throw new IllegalArgumentException("three axes along three are needed, found " + axes);
        }
    }

    /**
     * One axis.
     *
     * @param along the image's axis that it lies along, 0 to 2
     * @param lower index of the lower neighbour of each of the grid's voxels; negative where the voxel is background whatever the image
     *     says
     * @param share of the upper neighbour, of 1; 0 where the voxel lies on the lower one
     */
    public record Axis(int along, int[] lower, float[] share) {
        /** Refuses tables of two lengths. */
        public Axis {
            if (lower.length != share.length) {
                throw new IllegalArgumentException(lower.length + " neighbours, " + share.length + " shares");
            }
        }
    }

    /** Voxels along one of its axes. */
    public int length(int axis) {
        return axes.get(axis).lower().length;
    }
}

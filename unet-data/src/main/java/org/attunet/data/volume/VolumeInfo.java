package org.attunet.data.volume;

/**
 * What a volume holds, for people to look at.
 *
 * @param size voxels along each axis
 * @param spacing mm between voxels, the lengths of the affine's columns
 * @param affine voxel index to RAS mm
 * @param orientation how the array axes lie in the body
 * @param datatype type of the values where they were stored, such as {@code int16} or {@code >i2}
 * @param statistics extremes and mean of the finite values, after scaling
 * @param first value of voxel (0, 0, 0)
 * @param last value of the voxel with the largest indices
 */
public record VolumeInfo(
        Size size,
        Spacing spacing,
        Affine affine,
        Orientation orientation,
        String datatype,
        VolumeStatistics statistics,
        double first,
        double last) {

    /** Looks at every value once. */
    public static VolumeInfo of(Volume volume, String datatype) {
        return of(volume, datatype, VolumeStatistics.of(volume));
    }

    /** With statistics already taken. */
    public static VolumeInfo of(Volume volume, String datatype, VolumeStatistics statistics) {
        Geometry geometry = volume.geometry();
        return new VolumeInfo(
                geometry.size(),
                geometry.spacing(),
                geometry.affine(),
                geometry.orientation(),
                datatype,
                statistics,
                statistics.first(),
                statistics.last());
    }
}

package org.attunet.data.transform;

/** How image values between voxels are found. */
public enum Interpolation {
    /** From the eight voxels around, as the reference does. */
    LINEAR,
    /** By the cubic B-spline that passes through every voxel: sharper, at several times the work. */
    CUBIC
}

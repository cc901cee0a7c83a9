package org.attunet.data.record;

/** How a patch whose voxels move gets values from between voxels. Classes are always those of the nearest voxel. */
public enum PatchInterpolation {
    /** Trilinear, as the reference does it: noise and edges become smoother than a scan's are. */
    LINEAR,
    /** The nearest voxel's, half to even: noise stays as strong as it is, and each value stays with its class. Edges become jagged. */
    NEAREST
}

package org.attunet.model.kernel;

/**
 * Where a window lies: the image's voxel under its first voxel, negative where the window begins outside.
 *
 * @param x along the first axis
 * @param y along the second
 * @param z along the third
 */
public record WindowPlace(int x, int y, int z) {}

package org.attunet.data.record;

import java.nio.Buffer;
import org.attunet.data.volume.Size;

/**
 * A piece of a case as it is stored, first axis fastest.
 *
 * @param size voxels along each axis
 * @param image values: shorts in steps, or floats
 * @param step what a short is multiplied with
 * @param label of each voxel
 */
public record StoredCrop(Size size, Buffer image, float step, byte[] label) {}

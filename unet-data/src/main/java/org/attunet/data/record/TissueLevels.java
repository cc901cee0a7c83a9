package org.attunet.data.record;

import java.util.Arrays;
import java.util.Optional;
import org.attunet.data.volume.Size;

/**
 * How bright the organ of a patch is, and what else is told by that.
 *
 * @param organ its value, in units of the input
 * @param fat that of fat, which is lower
 */
record TissueLevels(double organ, double fat) {
    /** Voxels inside the organ that say how bright it is: their median is off by a quarter of the noise. */
    private static final int FEWEST = 25;

    /** The median of voxels that only the organ surrounds; nothing where these are few, or no brighter than fat. */
    static Optional<TissueLevels> of(Patch patch, double fat) {
        float[] inside = inside(patch);
        if (inside.length < FEWEST) {
            return Optional.empty();
        }
        Arrays.sort(inside);
        double organ = inside[inside.length / 2];
        return organ > fat ? Optional.of(new TissueLevels(organ, fat)) : Optional.empty();
    }

    private static float[] inside(Patch patch) {
        Size size = patch.size;
        float[] values = new float[size.voxels()];
        int count = 0;
        for (int k = 1; k < size.z() - 1; k++) {
            for (int j = 1; j < size.y() - 1; j++) {
                for (int i = 1; i < size.x() - 1; i++) {
                    if (isInside(patch, size.index(i, j, k))) {
                        values[count++] = patch.image[size.index(i, j, k)];
                    }
                }
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static boolean isInside(Patch patch, int voxel) {
        int row = patch.size.x();
        int slice = row * patch.size.y();
        return patch.label[voxel] != 0
                && patch.label[voxel - 1] != 0
                && patch.label[voxel + 1] != 0
                && patch.label[voxel - row] != 0
                && patch.label[voxel + row] != 0
                && patch.label[voxel - slice] != 0
                && patch.label[voxel + slice] != 0;
    }

    /** By how much the organ is brighter than fat. */
    double contrast() {
        return organ - fat;
    }

    /** Gas, as far as a window shows it. */
    double dark() {
        return fat - 0.4 * contrast();
    }

    /** Contrast agent. */
    double bright() {
        return organ + 0.8 * contrast();
    }

    /** Whether a value is neither gas nor bone. */
    boolean isSoft(double value) {
        return value > fat - 0.3 * contrast() && value <= organ + 0.5 * contrast();
    }

    /** Whether it is fat and nothing else. */
    boolean isFat(double value) {
        return Math.abs(value - fat) <= 0.1 * contrast();
    }

    /** How much of a voxel of this value is fat, 0…1, if the rest is as bright as the organ. */
    double fatShare(double value) {
        return Math.max(0, Math.min((organ - value) / contrast(), 1));
    }
}

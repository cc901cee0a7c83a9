package org.attunet.data.record;

import org.attunet.data.volume.Size;

/**
 * How training patches are cut.
 *
 * @param patch voxels along each axis
 * @param cropsPerVolume patches of a case in one epoch, all in one batch
 * @param positiveShare share of patches centred on a label voxel; the others are centred on a background voxel above 0
 * @param augmentation how they are varied
 */
public record PatchSettings(Size patch, int cropsPerVolume, double positiveShare, AugmentationSettings augmentation) {
    /** Refuses what cannot be cut. */
    public PatchSettings {
        if (cropsPerVolume < 1) {
            throw new IllegalArgumentException("a volume gives at least one patch, not " + cropsPerVolume);
        }
        if (!(positiveShare >= 0 && positiveShare <= 1)) {
            throw new IllegalArgumentException("a share lies within 0…1, not " + positiveShare);
        }
    }

    /** The reference project's: four of 96³ a volume, half of them on the organ. */
    public static PatchSettings reference() {
        return new PatchSettings(Size.cube(96), 4, 0.5, AugmentationSettings.reference());
    }

    /** For phantoms on a CPU: one of 32³ a volume, seven in ten on the organ. */
    public static PatchSettings demo() {
        return new PatchSettings(Size.cube(32), 1, 0.7, AugmentationSettings.none());
    }

    /** The same with patches of another size. */
    public PatchSettings withPatch(Size size) {
        return new PatchSettings(size, cropsPerVolume, positiveShare, augmentation);
    }
}

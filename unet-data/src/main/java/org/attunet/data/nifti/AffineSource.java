package org.attunet.data.nifti;

import java.util.Locale;

/** Where a file's affine comes from. */
public enum AffineSource {
    /** Three rows of any affine map. */
    SFORM,
    /** A rotation as a quaternion, the voxel spacing and an offset. */
    QFORM,
    /** Neither form is set: the spacing alone, along the array's axes. */
    NONE;

    /** {@code sform}, {@code qform} or {@code none}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

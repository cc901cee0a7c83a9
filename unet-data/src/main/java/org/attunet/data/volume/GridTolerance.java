package org.attunet.data.volume;

/** How far two grids may differ and still be one: headers hold single precision. */
public final class GridTolerance {
    /** Millimetres that corresponding corners may lie apart. */
    public static final double PLACE_MM = 0.1;

    /** Relative difference of spacings. */
    private static final double SPACING = 1e-3;

    private GridTolerance() {}

    /** Whether round-off explains how a spacing differs from the one it should have. */
    public static boolean alike(Spacing found, Spacing expected) {
        for (int axis = 0; axis < 3; axis++) {
            if (Math.abs(found.along(axis) - expected.along(axis)) > SPACING * expected.along(axis)) {
                return false;
            }
        }
        return true;
    }
}

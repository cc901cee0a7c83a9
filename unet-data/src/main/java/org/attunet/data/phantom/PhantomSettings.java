package org.attunet.data.phantom;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * What to make.
 *
 * @param cases how many, at least one
 * @param size voxels; every size covers the same 320 × 268.8 × 204.8 mm
 * @param seed of all random draws; case n depends on seed and n, not on how many cases there are
 * @param difficulty contrast, noise, movement and clutter
 */
public record PhantomSettings(int cases, Size size, long seed, Difficulty difficulty) {
    private static final double WIDTH = 320;
    private static final double DEPTH = 268.8;
    private static final double HEIGHT = 204.8;
    private static final int SMALLEST = 16;

    /** Refuses sets without cases and grids too coarse to hold the organ. */
    public PhantomSettings {
        if (cases < 1) {
            throw new IllegalArgumentException("at least one case, not " + cases);
        }
        if (Math.min(size.x(), Math.min(size.y(), size.z())) < SMALLEST) {
            throw new IllegalArgumentException(
                    "a phantom needs at least " + SMALLEST + " voxels along each axis, not " + size);
        }
    }

    /** Cubic grids of {@code edge} voxels per axis; 64 gives 5.0 × 4.2 × 3.2 mm. */
    public static PhantomSettings cube(int cases, int edge, long seed, Difficulty difficulty) {
        return new PhantomSettings(cases, Size.cube(edge), seed, difficulty);
    }

    /** The grid of every case: axis-aligned RAS, world origin at its centre. */
    public Geometry geometry() {
        Spacing spacing = new Spacing(WIDTH / size.x(), DEPTH / size.y(), HEIGHT / size.z());
        return new Geometry(
                size,
                Affine.diagonal(
                        spacing,
                        -0.5 * (size.x() - 1) * spacing.x(),
                        -0.5 * (size.y() - 1) * spacing.y(),
                        -0.5 * (size.z() - 1) * spacing.z()));
    }

    /** {@code phantom_001} for 1; never fewer than three digits, and as many for every case of the set. */
    public String caseId(int number) {
        int digits = Math.max(3, Integer.toString(cases).length());
        String bare = Integer.toString(number);
        return "phantom_" + "0".repeat(digits - bare.length()) + bare;
    }
}

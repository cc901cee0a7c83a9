package org.attunet.data.record;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.attunet.data.shape.Cuboid;
import org.attunet.data.shape.Point;
import org.attunet.data.shape.SoftEdge;
import org.attunet.data.shape.Solid;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * Draws solids into a patch as a scanner would show them, with soft edges and the noise that is there, and never over the organ, gas or
 * bone. Solids are in mm from the patch's first voxel.
 */
final class TissueBrush {
    /** Standard deviation in voxels of a blur that leaves tissue and takes most of the noise away. */
    private static final double BLUR = 0.7;
    /** Share of fat below which a voxel is no fat to draw into. */
    private static final double LEAST_FAT = 0.15;
    /** Share of fat above which a voxel is nothing to hide. */
    private static final double MOST_FAT = 0.75;

    private final Patch patch;
    private final Spacing spacing;
    private final TissueLevels levels;
    private final SoftEdge edge;
    /** The patch without its noise. */
    private final Patch smooth;

    private final int[] organ;
    /** Values of the patch's own fat. */
    private final float[] fat;

    /** Whether a voxel touches the organ. */
    private final boolean[] outline;

    private final Spread range;

    TissueBrush(Patch patch, Spacing spacing, TissueLevels levels) {
        this.patch = patch;
        this.spacing = spacing;
        this.levels = levels;
        edge = SoftEdge.of(spacing.coarsest());
        smooth = new Patch(patch.size, patch.image.clone(), patch.label);
        Blur.apply(smooth, BLUR);
        organ = voxels(n -> patch.label[n] != 0);
        int[] fatty = voxels(n -> patch.label[n] == 0 && levels.isFat(smooth.image[n]));
        fat = new float[fatty.length];
        for (int n = 0; n < fat.length; n++) {
            fat[n] = patch.image[fatty[n]];
        }
        range = Spread.of(patch.image);
        outline = outline();
    }

    private int[] voxels(IntPredicate which) {
        return IntStream.range(0, patch.image.length).filter(which).toArray();
    }

    private boolean[] outline() {
        Size size = patch.size;
        boolean[] touching = new boolean[size.voxels()];
        int[] strides = {1, size.x(), size.x() * size.y()};
        for (int voxel : organ) {
            for (int axis = 0; axis < 3; axis++) {
                int at = voxel / strides[axis] % size.along(axis);
                if (at > 0) {
                    touching[voxel - strides[axis]] = true;
                }
                if (at < size.along(axis) - 1) {
                    touching[voxel + strides[axis]] = true;
                }
            }
        }
        return touching;
    }

    /** A random voxel of the organ. */
    Point organ(KeyedRandom draws) {
        int voxel = organ[draws.below(organ.length)];
        Size size = patch.size;
        return position(voxel % size.x(), voxel / size.x() % size.y(), voxel / (size.x() * size.y()));
    }

    private Point position(int i, int j, int k) {
        return new Point(i * spacing.x(), j * spacing.y(), k * spacing.z());
    }

    /**
     * Fat with a solid of tissue in it: what there is of fat becomes tissue.
     *
     * @param contact share of it that shows in voxels that touch the organ, so that its outline stays
     * @param wall value at its surface
     * @param thickness of the wall in mm
     * @param content value within the wall
     */
    void draw(Solid solid, double contact, double wall, double thickness, double content) {
        stroke(solid, contact, (voxel, share, distance) -> {
            double fatShare = levels.fatShare(smooth.image[voxel]);
            if (fatShare >= LEAST_FAT) {
                double value = wall + edge.share(distance + thickness) * (content - wall);
                double added = share * fatShare * (value - levels.fat());
                patch.image[voxel] = (float) Math.max(range.low(), Math.min(patch.image[voxel] + added, range.high()));
                smooth.image[voxel] += (float) added;
            }
        });
    }

    /**
     * Tissue with a solid of fat in its place; nothing where the patch has no fat.
     *
     * @param contact as above
     */
    void hide(Solid solid, double contact, KeyedRandom draws) {
        if (fat.length == 0) {
            return;
        }
        stroke(solid, contact, (voxel, share, distance) -> {
            if (levels.fatShare(smooth.image[voxel]) <= MOST_FAT) {
                patch.image[voxel] += (float) (share * (fat[draws.below(fat.length)] - patch.image[voxel]));
                smooth.image[voxel] += (float) (share * (levels.fat() - smooth.image[voxel]));
            }
        });
    }

    private interface Stroke {
        /** {@code share} of the voxel is to be changed, whose centre lies {@code distance} mm from the solid's surface. */
        void at(int voxel, double share, double distance);
    }

    private void stroke(Solid solid, double contact, Stroke stroke) {
        Size size = patch.size;
        Cuboid reach = solid.reach(edge.reach());
        Point low = reach.low();
        Point high = reach.high();
        for (int k = first(low.z(), spacing.z()); k <= last(high.z(), spacing.z(), size.z()); k++) {
            for (int j = first(low.y(), spacing.y()); j <= last(high.y(), spacing.y(), size.y()); j++) {
                for (int i = first(low.x(), spacing.x()); i <= last(high.x(), spacing.x(), size.x()); i++) {
                    int voxel = size.index(i, j, k);
                    if (patch.label[voxel] == 0 && levels.isSoft(smooth.image[voxel])) {
                        Point at = position(i, j, k);
                        double distance = solid.distance(at.x(), at.y(), at.z());
                        double share = edge.share(distance) * (outline[voxel] ? contact : 1);
                        if (share > 0) {
                            stroke.at(voxel, share, distance);
                        }
                    }
                }
            }
        }
    }

    private static int first(double millimetres, double spacing) {
        return Math.max(0, (int) Math.ceil(millimetres / spacing));
    }

    private static int last(double millimetres, double spacing, int voxels) {
        return Math.min(voxels - 1, (int) Math.floor(millimetres / spacing));
    }
}

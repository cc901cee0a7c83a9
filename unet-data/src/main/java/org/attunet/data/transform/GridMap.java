package org.attunet.data.transform;

import java.util.function.IntFunction;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;

/**
 * Where the voxels of a target grid lie on a source grid whose axes are parallel to it: one {@link AxisMap} per target axis.
 * Cropping, flipping, permuting, resampling and padding are all of this kind, and so is any chain of them.
 */
final class GridMap {
    private final Geometry source;
    private final Geometry target;
    private final AxisMap[] axes;

    private GridMap(Geometry source, Geometry target, AxisMap[] axes) {
        this.source = source;
        this.target = target;
        this.axes = axes;
    }

    /** {@code axis} gives the map of target axis 0, 1 and 2; each source axis must be led to once. */
    static GridMap of(Geometry source, Geometry target, IntFunction<AxisMap> axis) {
        return new GridMap(source, target, new AxisMap[] {axis.apply(0), axis.apply(1), axis.apply(2)});
    }

    static GridMap identity(Geometry grid) {
        return of(grid, grid, axis -> AxisMap.of(axis, grid.size().along(axis), i -> i));
    }

    Geometry target() {
        return target;
    }

    AxisMap axis(int targetAxis) {
        return axes[targetAxis];
    }

    /** From {@code next}'s target through this one's target to this one's source. */
    GridMap then(GridMap next) {
        return of(source, next.target, axis -> axes[next.axes[axis].sourceAxis()].then(next.axes[axis]));
    }

    /**
     * The part of this map that leads from a box of the target grid to a slab of the source grid.
     *
     * @param across the source axis that the slab is cut across
     * @param first the slab's first index along it; what leads to the slab's outside is not asked for
     */
    GridMap part(Box box, Geometry slab, int across, int first) {
        Geometry part = new Cutout(target, box).grid();
        return of(slab, part, axis -> {
            int shift = axes[axis].sourceAxis() == across ? first : 0;
            return axes[axis].part(box.from(axis), box.to(axis), shift);
        });
    }

    /** The same with every position at the nearest source voxel. */
    GridMap rounded() {
        return of(source, target, axis -> axes[axis].rounded());
    }
}

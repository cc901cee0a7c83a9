package org.attunet.data.transform;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Volume;

/**
 * What one transform does to one case: new values, or a new grid and the way back from it.
 *
 * @param name the transform's name
 * @param values the change of values counted from the voxels as read, where this transform changes values
 * @param forward where the new grid's voxels lie on the old one
 * @param backward where the old grid's voxels lie on the new one; nowhere for what was cropped away
 */
record PlannedTransform(String name, Optional<Rescale> values, GridMap forward, GridMap backward) {
    /** Values change, the grid stays. */
    static PlannedTransform ofValues(String name, Rescale values, Geometry grid) {
        return new PlannedTransform(name, Optional.of(values), GridMap.identity(grid), GridMap.identity(grid));
    }

    /** The grid changes, values stay. */
    static PlannedTransform ofGrid(String name, GridMap forward, GridMap backward) {
        return new PlannedTransform(name, Optional.empty(), forward, backward);
    }

    /** The grid this change leads to. */
    Geometry result() {
        return forward.target();
    }

    /** Image (trilinear) and label (nearest) after the change; 0 where the new grid reaches beyond the old one. */
    Sample apply(Sample sample) {
        Volume image = new LinearSampler(sample.image(), values.orElse(Rescale.IDENTITY), forward, 0).run();
        return new Sample(image, sample.label().map(label -> NearestSampler.run(label, forward.rounded())));
    }

    /** Where the voxels of the last change's grid lie on {@code first}, all changes done in a row. */
    static GridMap forward(Geometry first, List<PlannedTransform> changes) {
        return forward(first, changes, UnaryOperator.identity());
    }

    /** The same for labels: each change takes the nearest voxel of the grid before it. */
    static GridMap forwardNearest(Geometry first, List<PlannedTransform> changes) {
        return forward(first, changes, GridMap::rounded);
    }

    /** Where the voxels of {@code first} lie on the last change's grid. */
    static GridMap backward(Geometry first, List<PlannedTransform> changes) {
        return backward(first, changes, UnaryOperator.identity());
    }

    /** The same for labels. */
    static GridMap backwardNearest(Geometry first, List<PlannedTransform> changes) {
        return backward(first, changes, GridMap::rounded);
    }

    private static GridMap forward(Geometry first, List<PlannedTransform> changes, UnaryOperator<GridMap> kind) {
        GridMap map = GridMap.identity(first);
        for (PlannedTransform change : changes) {
            map = map.then(kind.apply(change.forward));
        }
        return map;
    }

    private static GridMap backward(Geometry first, List<PlannedTransform> changes, UnaryOperator<GridMap> kind) {
        GridMap map = GridMap.identity(first);
        for (PlannedTransform change : changes) {
            map = kind.apply(change.backward).then(map);
        }
        return map;
    }
}

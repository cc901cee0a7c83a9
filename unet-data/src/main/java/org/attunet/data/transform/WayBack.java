package org.attunet.data.transform;

import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.volume.Geometry;

/**
 * Where the voxels of the grid that a case came from lie on the grid that it was preprocessed to: tables for who interpolates elsewhere
 * what {@link PreprocessedCase#undoLargest} does here.
 *
 * @param grid that the case came from
 * @param axes its first, second and third one
 */
public record WayBack(Geometry grid, List<Axis> axes) {
    /**
     * One axis.
     *
     * @param along the axis of the preprocessed grid that it lies along, 0 to 2
     * @param lower index of the lower neighbour there; negative where the case was cropped away
     * @param share of the upper neighbour, of 1; 0 where the voxel lies on the lower one
     */
    public record Axis(int along, int[] lower, float[] share) {}

    static WayBack of(GridMap map, Geometry preprocessed) {
        return new WayBack(
                map.target(),
                IntStream.range(0, 3)
                        .mapToObj(axis -> axis(map.axis(axis), preprocessed))
                        .toList());
    }

    private static Axis axis(AxisMap map, Geometry preprocessed) {
        AxisTable table = new AxisTable(map, preprocessed.size());
        int[] lower = table.low.clone();
        for (int n = 0; n < lower.length; n++) {
            lower[n] += lower[n] == AxisTable.OUTSIDE ? 0 : table.first;
        }
        return new Axis(map.sourceAxis(), lower, table.weight);
    }
}

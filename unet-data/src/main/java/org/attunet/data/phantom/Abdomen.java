package org.attunet.data.phantom;

import java.util.List;
import org.attunet.data.shape.Solid;

/**
 * One abdomen in canonical mm.
 *
 * @param layers what to paint, in this order
 * @param pancreas the organ
 * @param veins what runs along the pancreas and does not belong to it
 */
record Abdomen(List<Layer> layers, Solid pancreas, Solid veins) {
    /** Whether the label covers the point. */
    boolean labelled(double x, double y, double z) {
        return pancreas.distance(x, y, z) < 0 && veins.distance(x, y, z) >= 0;
    }
}

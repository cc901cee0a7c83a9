package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the eight ways to mirror a grid along its axes.
 *
 * @param bits bit n set: mirrored along array axis n; 0 leaves everything in place
 */
record Flip(int bits) {
    static final Flip NONE = new Flip(0);

    /** All eight, the one that does nothing first. */
    static List<Flip> all() {
        return IntStream.range(0, 8).mapToObj(Flip::new).toList();
    }

    boolean along(int axis) {
        return (bits >> axis & 1) == 1;
    }

    /** {@code along axes 1 and 3} and the like, counted from 1. */
    String describe() {
        List<String> axes = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            if (along(axis)) {
                axes.add(Integer.toString(axis + 1));
            }
        }
        return "along " + (axes.size() == 1 ? "axis " : "axes ") + String.join(" and ", axes);
    }
}

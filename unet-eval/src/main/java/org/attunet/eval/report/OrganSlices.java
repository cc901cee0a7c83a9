package org.attunet.eval.report;

import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;

/**
 * Which slices show an organ: by its area in them, so that a thin end takes no picture from its body.
 *
 * @param mask where the organ lies
 * @param label its value
 */
record OrganSlices(Mask mask, int label) {
    /**
     * Slices through equal shares of the organ's volume, from the head, the front or the patient's right on: each a slice of its own
     * where the organ lies in as many. Where it lies in none, the middle of the image.
     */
    int[] spread(Plane plane, int count) {
        int[] areas = areas(plane);
        long[] below = cumulated(areas);
        int[] slices = new int[count];
        for (int n = 0; n < count; n++) {
            slices[n] = at(below, (n + 0.5) / count, areas.length / 2);
        }
        separate(slices, areas);
        return startsLow(plane) ? slices : reversed(slices);
    }

    /** The slice with the largest area; the middle of the image where the organ lies in none. */
    int largest(Plane plane) {
        int[] areas = areas(plane);
        int best = areas.length / 2;
        for (int n = 0; n < areas.length; n++) {
            best = areas[n] > areas[best] ? n : best;
        }
        return best;
    }

    /** Voxels of the organ by slice. */
    private int[] areas(Plane plane) {
        Size size = mask.size();
        int axis = SliceView.axis(mask.geometry(), plane.through());
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        int[] areas = new int[size.along(axis)];
        byte[] labels = mask.labels();
        for (int n = 0; n < labels.length; n++) {
            if ((labels[n] & 0xff) == label) {
                areas[n / stride % areas.length]++;
            }
        }
        return areas;
    }

    private static long[] cumulated(int[] areas) {
        long[] below = new long[areas.length];
        long sum = 0;
        for (int n = 0; n < areas.length; n++) {
            sum += areas[n];
            below[n] = sum;
        }
        return below;
    }

    /** The first slice that, with those below it, holds more than a share of the volume. */
    private static int at(long[] below, double share, int otherwise) {
        long all = below[below.length - 1];
        for (int n = 0; n < below.length && all > 0; n++) {
            if (below[n] > share * all) {
                return n;
            }
        }
        return otherwise;
    }

    /** Moves equal slices apart, upwards and then down from the organ's end, where there are enough of them. */
    private static void separate(int[] slices, int[] areas) {
        int first = 0;
        int last = areas.length - 1;
        while (first < last && areas[first] == 0) {
            first++;
        }
        while (last > first && areas[last] == 0) {
            last--;
        }
        if (last - first + 1 < slices.length) {
            return;
        }
        for (int n = 1; n < slices.length; n++) {
            slices[n] = Math.max(slices[n], slices[n - 1] + 1);
        }
        for (int n = slices.length - 1; n >= 0; n--) {
            slices[n] = Math.min(slices[n], last - (slices.length - 1 - n));
        }
    }

    /** Whether the axis through the plane runs from the head, the front or the right on. */
    private boolean startsLow(Plane plane) {
        Geometry grid = mask.geometry();
        return grid.orientation().axis(SliceView.axis(grid, plane.through())).flipped();
    }

    private static int[] reversed(int[] slices) {
        int[] reversed = new int[slices.length];
        for (int n = 0; n < slices.length; n++) {
            reversed[n] = slices[slices.length - 1 - n];
        }
        return reversed;
    }
}

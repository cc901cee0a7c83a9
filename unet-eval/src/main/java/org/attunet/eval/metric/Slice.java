package org.attunet.eval.metric;

import java.util.Arrays;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * One slice of a crop, as a grid of a single plane; like the crop it has a rim of background.
 */
final class Slice {
    private final Size size;
    private final byte[] inside;
    private final Spacing spacing;

    Slice(Size size, byte[] inside, Spacing spacing) {
        this.size = size;
        this.inside = inside;
        this.spacing = spacing;
    }

    /** Pixels along both axes, and 1. */
    Size size() {
        return size;
    }

    /** Distance between pixels along both axes; the third is without meaning. */
    Spacing spacing() {
        return spacing;
    }

    static Slice of(Crop crop, int axis, int index) {
        int u = axis == 0 ? 1 : 0;
        int v = axis == 2 ? 1 : 2;
        int[] strides = {1, crop.size().x(), crop.size().x() * crop.size().y()};
        Size size = new Size(crop.size().along(u), crop.size().along(v), 1);
        byte[] inside = new byte[size.voxels()];
        for (int q = 0; q < size.y(); q++) {
            int from = index * strides[axis] + q * strides[v];
            for (int p = 0; p < size.x(); p++) {
                inside[p + size.x() * q] = crop.inside()[from + p * strides[u]];
            }
        }
        return new Slice(
                size,
                inside,
                new Spacing(crop.spacing().along(u), crop.spacing().along(v), 1));
    }

    boolean isEmpty() {
        for (byte pixel : inside) {
            if (pixel != 0) {
                return false;
            }
        }
        return true;
    }

    /** Flat indices of the pixels inside with one of their 4 neighbours in the background around (not in a hole). */
    int[] contour() {
        boolean[] around = around();
        int row = size.x();
        int[] found = new int[inside.length];
        int count = 0;
        for (int n = row; n < inside.length - row; n++) {
            if (inside[n] != 0 && (around[n - 1] || around[n + 1] || around[n - row] || around[n + row])) {
                found[count++] = n;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The background that is connected to the rim, over the 4 neighbours. */
    private boolean[] around() {
        boolean[] around = new boolean[inside.length];
        int[] steps = {-1, 1, -size.x(), size.x()};
        int[] stack = new int[inside.length];
        around[0] = true;
        int depth = 1;
        while (depth > 0) {
            int n = stack[--depth];
            for (int step : steps) {
                // The rim has a neighbour in the next row on either side, which is background too.
                int next = n + step;
                if (next >= 0 && next < inside.length && inside[next] == 0 && !around[next]) {
                    around[next] = true;
                    stack[depth++] = next;
                }
            }
        }
        return around;
    }
}

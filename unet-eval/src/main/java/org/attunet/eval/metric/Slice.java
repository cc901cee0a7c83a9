package org.attunet.eval.metric;

import java.util.Arrays;

/** One slice of a crop; like the crop it has a rim of background. */
final class Slice {
    private final Planes columns;
    private final Planes rows;
    private final byte[] inside;

    private Slice(Planes columns, Planes rows, byte[] inside) {
        this.columns = columns;
        this.rows = rows;
        this.inside = inside;
    }

    /** The slice that is plane {@code index} across {@code axis}. */
    static Slice of(Crop crop, int axis, int index) {
        int u = axis == 0 ? 1 : 0;
        int v = axis == 2 ? 1 : 2;
        int[] strides = {
            1, crop.planes(0).count(), crop.planes(0).count() * crop.planes(1).count()
        };
        Planes columns = crop.planes(u);
        Planes rows = crop.planes(v);
        byte[] inside = new byte[columns.count() * rows.count()];
        for (int q = 0; q < rows.count(); q++) {
            int from = index * strides[axis] + q * strides[v];
            for (int p = 0; p < columns.count(); p++) {
                inside[p + columns.count() * q] = crop.inside()[from + p * strides[u]];
            }
        }
        return new Slice(columns, rows, inside);
    }

    /** Where columns and rows lie, and one plane. */
    double[][] positions() {
        return new double[][] {columns.positions(), rows.positions(), {0}};
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
        int row = columns.count();
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
        int[] steps = {-1, 1, -columns.count(), columns.count()};
        int[] stack = new int[inside.length];
        around[0] = true;
        int depth = 1;
        while (depth > 0) {
            int n = stack[--depth];
            for (int step : steps) {
                // Left of a row lies the end of the row before: both are rim, so the path over it is none that matters.
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

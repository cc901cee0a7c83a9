package org.attunet.eval.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;

/** One label in the planes that need looking at, surrounded by background. First axis fastest. */
final class Crop {
    private final List<Planes> planes;
    private final byte[] inside;

    private Crop(List<Planes> planes, byte[] inside) {
        this.planes = planes;
        this.inside = inside;
    }

    /** The planes of the mask's own grid, positions in mm. */
    static List<Planes> planes(Geometry grid, Extent extent) {
        return IntStream.range(0, 3)
                .mapToObj(axis -> Planes.of(
                        extent,
                        axis,
                        extent.length(axis),
                        n -> n,
                        grid.spacing().along(axis)))
                .toList();
    }

    static Crop of(Mask mask, int label, List<Planes> planes) {
        Planes x = planes.get(0);
        Planes y = planes.get(1);
        Planes z = planes.get(2);
        byte[] inside = new byte[x.count() * y.count() * z.count()];
        for (int k = 0; k < z.count(); k++) {
            for (int j = 0; j < y.count(); j++) {
                if (!z.isBeyond(k) && !y.isBeyond(j)) {
                    int row = mask.size().index(0, y.source(j), z.source(k));
                    copy(mask, label, row, x, inside, x.count() * (j + y.count() * k));
                }
            }
        }
        return new Crop(planes, inside);
    }

    private static void copy(Mask mask, int label, int row, Planes x, byte[] inside, int to) {
        for (int i = 0; i < x.count(); i++) {
            inside[to + i] = (byte) (!x.isBeyond(i) && mask.get(row + x.source(i)) == label ? 1 : 0);
        }
    }

    /** Planes across {@code axis}. */
    Planes planes(int axis) {
        return planes.get(axis);
    }

    /** Where the planes lie. */
    double[][] positions() {
        return planes.stream().map(Planes::positions).toArray(double[][]::new);
    }

    /** 1 where the label is, else 0. Not to be written to. */
    byte[] inside() {
        return inside;
    }

    /** Voxels inside. */
    int count() {
        int count = 0;
        for (byte voxel : inside) {
            count += voxel;
        }
        return count;
    }

    /** Flat indices of the voxels inside that have one of their 6 face neighbours outside, ascending. */
    int[] surface() {
        int row = planes.get(0).count();
        int plane = row * planes.get(1).count();
        int[] found = new int[1024];
        int count = 0;
        for (int n = plane; n < inside.length - plane; n++) {
            if (inside[n] != 0 && !isWithin(n, row, plane)) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = n;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Flat indices of the voxels outside that have one of their 6 face neighbours inside, some of them several times. */
    int[] shell() {
        int row = planes.get(0).count();
        int plane = row * planes.get(1).count();
        return Arrays.stream(surface())
                .flatMap(n -> IntStream.of(n - 1, n + 1, n - row, n + row, n - plane, n + plane))
                .filter(n -> inside[n] == 0)
                .toArray();
    }

    private boolean isWithin(int n, int row, int plane) {
        int all = inside[n - 1] & inside[n + 1] & inside[n - row] & inside[n + row];
        return (all & inside[n - plane] & inside[n + plane]) != 0;
    }
}

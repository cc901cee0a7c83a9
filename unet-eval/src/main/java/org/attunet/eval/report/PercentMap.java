package org.attunet.eval.report;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/** Values from 0 to 1 made small for a page: whole percent, a voxel for every block of voxels. */
final class PercentMap {
    private static final int PERCENT = 100;

    private PercentMap() {}

    /** 0…100 of a value from 0 to 1. */
    static short of(double share) {
        return (short) Math.round(PERCENT * Math.max(0, Math.min(1, share)));
    }

    /**
     * Means of blocks of {@code factor}³ voxels, which undo a trilinear enlargement by that factor; voxels that fill no block are left
     * out, unless there is no block at all.
     */
    static Volume thinned(Volume shares, int factor) {
        Size from = shares.size();
        int block = Math.min(factor, Math.min(from.x(), Math.min(from.y(), from.z())));
        Size size = new Size(from.x() / block, from.y() / block, from.z() / block);
        short[] values = new short[size.voxels()];
        for (int n = 0; n < values.length; n++) {
            int i = n % size.x();
            int j = n / size.x() % size.y();
            int k = n / size.x() / size.y();
            values[n] = of(mean(shares, i * block, j * block, k * block, block));
        }
        double middle = (block - 1) / 2.0;
        double[][] scale = {{block, 0, 0, 0}, {0, block, 0, 0}, {0, 0, block, 0}};
        Affine affine =
                shares.geometry().affine().movedTo(middle, middle, middle).after(Affine.of(scale));
        return Volume.of(new Geometry(size, affine), values);
    }

    private static double mean(Volume shares, int i0, int j0, int k0, int block) {
        double sum = 0;
        for (int k = k0; k < k0 + block; k++) {
            for (int j = j0; j < j0 + block; j++) {
                for (int i = i0; i < i0 + block; i++) {
                    sum += shares.get(i, j, k);
                }
            }
        }
        return sum / block / block / block;
    }
}

package org.attunet.data.record;

import org.attunet.data.volume.Size;

/** Takes a new patch from an old one along a {@link SamplingGrid}: image as asked for, label nearest (half to even), borders mirrored. */
final class PatchResampler {
    private final Patch source;
    private final Patch result;
    private final double[] x;
    private final double[] y;
    private final double[] z;

    private final int[] origin;
    private final boolean isNearest;

    private PatchResampler(Patch source, int[] origin, Size size, PatchInterpolation interpolation) {
        this.source = source;
        this.origin = origin;
        isNearest = interpolation == PatchInterpolation.NEAREST;
        result = new Patch(size);
        x = new double[size.x()];
        y = new double[size.x()];
        z = new double[size.x()];
    }

    /** A patch of {@code size}; the warp's positions count from voxel {@code origin} of the source. */
    static Patch resample(Patch source, int[] origin, Size size, SamplingGrid grid, PatchInterpolation interpolation) {
        PatchResampler resampler = new PatchResampler(source, origin, size, interpolation);
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                grid.row(j, k, resampler.x, resampler.y, resampler.z);
                resampler.row(size.index(0, j, k));
            }
        }
        return resampler.result;
    }

    private void row(int at) {
        Size size = source.size;
        for (int i = 0; i < x.length; i++) {
            double px = mirrored(x[i] + origin[0], size.x());
            double py = mirrored(y[i] + origin[1], size.y());
            double pz = mirrored(z[i] + origin[2], size.z());
            int nearest = size.index((int) Math.rint(px), (int) Math.rint(py), (int) Math.rint(pz));
            result.image[at + i] = isNearest ? source.image[nearest] : trilinear(px, py, pz);
            result.label[at + i] = source.label[nearest];
        }
    }

    /** The position within 0…length−1 that mirrors at the voxels' outer edges, −½ and length − ½, lead to. */
    static double mirrored(double position, int length) {
        if (position >= 0 && position <= length - 1) {
            return position;
        }
        double fromEdge = Math.abs(position + 0.5) % (2.0 * length);
        double folded = (fromEdge > length ? 2 * length - fromEdge : fromEdge) - 0.5;
        return Math.max(0, Math.min(folded, length - 1));
    }

    private float trilinear(double px, double py, double pz) {
        Size size = source.size;
        int i = (int) px;
        int j = (int) py;
        int k = (int) pz;
        int across = i + 1 < size.x() ? 1 : 0;
        int along = j + 1 < size.y() ? size.x() : 0;
        int up = k + 1 < size.z() ? size.x() * size.y() : 0;
        int corner = size.index(i, j, k);
        float wx = (float) (px - i);
        float wy = (float) (py - j);
        float low = plane(corner, across, along, wx, wy);
        return low + (float) (pz - k) * (plane(corner + up, across, along, wx, wy) - low);
    }

    private float plane(int corner, int across, int along, float wx, float wy) {
        float front = pair(corner, across, wx);
        return front + wy * (pair(corner + along, across, wx) - front);
    }

    private float pair(int corner, int across, float weight) {
        float low = source.image[corner];
        return low + weight * (source.image[corner + across] - low);
    }
}

package org.attunet.data.transform;

import org.attunet.data.DataException;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * The smallest box that holds every voxel above a threshold, as first and last index along each axis. Found by walking in from
 * each of the six faces until such a voxel turns up; what lies deeper is never read.
 */
final class ForegroundBox {
    private final Volume volume;
    private final Size size;
    private final double threshold;
    private final int[] first = new int[3];
    private final int[] last;

    private ForegroundBox(Volume volume, double threshold) {
        this.volume = volume;
        this.threshold = threshold;
        size = volume.size();
        last = new int[] {size.x() - 1, size.y() - 1, size.z() - 1};
    }

    static ForegroundBox of(Volume volume, double threshold) {
        ForegroundBox box = new ForegroundBox(volume, threshold);
        box.narrowSlices();
        box.narrowRows();
        box.narrowColumns();
        return box;
    }

    /** First index along {@code axis} inside the box. */
    int first(int axis) {
        return first[axis];
    }

    Size size() {
        return new Size(last[0] - first[0] + 1, last[1] - first[1] + 1, last[2] - first[2] + 1);
    }

    private void narrowSlices() {
        while (first[2] < size.z() && !sliceHolds(first[2])) {
            first[2]++;
        }
        if (first[2] == size.z()) {
            throw new DataException("no voxel lies above 0 after normalisation, so there is nothing to crop to;"
                    + " expected a CT with some tissue brighter than its mean");
        }
        while (!sliceHolds(last[2])) {
            last[2]--;
        }
    }

    private boolean sliceHolds(int k) {
        int slice = size.x() * size.y();
        return firstAbove(k * slice, (k + 1) * slice) < (k + 1) * slice;
    }

    private void narrowRows() {
        while (!planeHolds(first[1])) {
            first[1]++;
        }
        while (!planeHolds(last[1])) {
            last[1]--;
        }
    }

    private boolean planeHolds(int j) {
        for (int k = first[2]; k <= last[2]; k++) {
            int row = size.index(0, j, k);
            if (firstAbove(row, row + size.x()) < row + size.x()) {
                return true;
            }
        }
        return false;
    }

    private void narrowColumns() {
        int left = size.x();
        int right = -1;
        for (int k = first[2]; k <= last[2]; k++) {
            for (int j = first[1]; j <= last[1]; j++) {
                int row = size.index(0, j, k);
                left = firstAbove(row, row + left) - row;
                right = lastAbove(row + right, row + size.x()) - row;
            }
        }
        first[0] = left;
        last[0] = right;
    }

    /** First index of {@code from…end} above the threshold, {@code end} where there is none. */
    private int firstAbove(int from, int end) {
        return volume.isShort() ? firstAbove(volume.shorts(), from, end) : firstAbove(volume.floats(), from, end);
    }

    private int firstAbove(short[] voxels, int from, int end) {
        int whole = wholeThreshold();
        int n = from;
        while (n < end && voxels[n] <= whole) {
            n++;
        }
        return n;
    }

    /** Above the threshold and above this are the same for whole numbers; infinities saturate. */
    private int wholeThreshold() {
        return (int) Math.floor(threshold);
    }

    private int firstAbove(float[] voxels, int from, int end) {
        int n = from;
        while (n < end && !(voxels[n] > threshold)) {
            n++;
        }
        return n;
    }

    /** Last index above {@code from} and below {@code end} above the threshold, {@code from} where there is none. */
    private int lastAbove(int from, int end) {
        int n = end - 1;
        if (volume.isShort()) {
            short[] voxels = volume.shorts();
            int whole = wholeThreshold();
            while (n > from && voxels[n] <= whole) {
                n--;
            }
        } else {
            float[] voxels = volume.floats();
            while (n > from && !(voxels[n] > threshold)) {
                n--;
            }
        }
        return n;
    }
}

package org.attunet.eval.inference;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * The part of an image under a window. Images have the first axis fastest and networks the last, so a patch is transposed
 * on its way in and out.
 *
 * @param at where the window lies
 * @param window its voxels along each axis
 * @param image the image's voxels along each axis
 */
record WindowTransfer(WindowOrigin at, Size window, Size image) {
    private static final int TILE = 16;

    /** Lower end of the part that lies on the image, in voxels of the window. */
    private static int from(int start) {
        return Math.max(0, -start);
    }

    /** Upper end, exclusive. */
    private static int to(int start, int window, int image) {
        return Math.min(window, image - start);
    }

    /** Something done to a piece of a row of voxels along the first axis, which lie {@code stride} apart in the patch. */
    @FunctionalInterface
    private interface Row {
        void at(int inImage, int inPatch, int length, int stride);
    }

    /**
     * All rows, cut into tiles of slices so short that what is near in the image and what is near in the patch stay in the cache
     * together. Planes of one {@code y} are taken by several threads; no voxel is visited twice.
     */
    private void rows(Row row) {
        int stride = window.y() * window.z();
        int lastX = to(at.x(), window.x(), image.x());
        int lastZ = to(at.z(), window.z(), image.z());
        IntStream.range(from(at.y()), to(at.y(), window.y(), image.y()))
                .parallel()
                .forEach(j -> {
                    for (int tileZ = from(at.z()); tileZ < lastZ; tileZ += TILE) {
                        for (int i = from(at.x()); i < lastX; i += TILE) {
                            int length = Math.min(TILE, lastX - i);
                            for (int k = tileZ; k < Math.min(tileZ + TILE, lastZ); k++) {
                                row.at(
                                        image.index(at.x() + i, at.y() + j, at.z() + k),
                                        i * stride + j * window.z() + k,
                                        length,
                                        stride);
                            }
                        }
                    }
                });
    }

    /** Copies the image's part into {@code to} from {@code offset} on, in network order; what lies beyond stays as it is. */
    void cut(Volume from, float[] to, int offset) {
        rows((inImage, inPatch, length, stride) -> {
            for (int i = 0; i < length; i++) {
                to[offset + inPatch + i * stride] = from.get(inImage + i);
            }
        });
    }

    /**
     * Adds {@code weight · values}, values from {@code offset} on, both in network order, to sums of as many slices of the image as a
     * window has: slice k lies where k modulo their number is.
     */
    void add(float[] values, int offset, float[] weight, float[] sum) {
        rows((inImage, inPatch, length, stride) -> {
            int inSum = inRing(inImage);
            for (int i = 0; i < length; i++) {
                int n = inPatch + i * stride;
                sum[inSum + i] += weight[n] * values[offset + n];
            }
        });
    }

    /** Adds the weights themselves. */
    void addWeight(float[] weight, float[] sum) {
        rows((inImage, inPatch, length, stride) -> {
            int inSum = inRing(inImage);
            for (int i = 0; i < length; i++) {
                sum[inSum + i] += weight[inPatch + i * stride];
            }
        });
    }

    private int inRing(int inImage) {
        int plane = image.x() * image.y();
        return inImage % plane + inImage / plane % Math.min(window.z(), image.z()) * plane;
    }

    /** Whether the image has a voxel above {@code value} here. */
    boolean holdsAbove(Volume from, double value) {
        AtomicBoolean found = new AtomicBoolean();
        rows((inImage, inPatch, length, stride) -> {
            for (int i = 0; i < length && !found.get(); i++) {
                if (from.get(inImage + i) > value) {
                    found.set(true);
                }
            }
        });
        return found.get();
    }
}

package org.attunet.data.transform;

import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * The class with the largest of some values (logits or probabilities) at every voxel of the grid that a case came from, decided as those
 * values become known on the preprocessed grid, a slab of its slices at a time. Each is interpolated at the original voxels; the first of
 * equals counts. Background is where the case was cropped away, and where no slab reaches. The same mask for any thickness of slabs, which
 * come from one thread.
 */
public final class SlabwiseMask {
    /** The axis of the preprocessed grid that slabs are cut across. */
    private static final int ACROSS = 2;

    private final Geometry original;
    private final GridMap map;
    private final byte[] labels;

    /** The axis of the original grid that lies along it. */
    private final int along;

    SlabwiseMask(GridMap backward) {
        map = backward;
        original = backward.target();
        labels = new byte[original.size().voxels()];
        along = IntStream.range(0, 3)
                .filter(axis -> backward.axis(axis).sourceAxis() == ACROSS)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Decides on the voxels between the first and the last slice of a slab. What lies between two slabs is decided where the later one
     * begins with the last slice of the earlier one.
     *
     * @param first the slab's first slice on the preprocessed grid
     * @param perClass values of the slab, one volume per class
     */
    public void add(int first, List<Volume> perClass) {
        AxisMap positions = map.axis(along);
        int last = first + perClass.get(0).size().z() - 1;
        int[] between = IntStream.range(0, positions.length())
                .filter(n -> positions.position(n) >= first && positions.position(n) <= last)
                .toArray();
        if (between.length > 0) {
            decide(first, perClass, part(between[0], between[between.length - 1] + 1));
        }
    }

    /** Positions along an axis rise or fall, so that indices with positions in a range are neighbours. */
    private Box part(int from, int to) {
        Size size = original.size();
        return new Box(
                along == 0 ? from : 0,
                along == 1 ? from : 0,
                along == 2 ? from : 0,
                along == 0 ? to : size.x(),
                along == 1 ? to : size.y(),
                along == 2 ? to : size.z());
    }

    private void decide(int first, List<Volume> perClass, Box part) {
        GridMap toSlab = map.part(part, perClass.get(0).geometry(), ACROSS, first);
        List<LinearSampler> samplers = perClass.stream()
                .map(volume -> new LinearSampler(volume, Rescale.IDENTITY, toSlab, Float.NaN))
                .toList();
        IntStream.range(0, part.size().z())
                .parallel()
                .forEach(k ->
                        place(largest(samplers, k, part.size().x() * part.size().y()), part, k));
    }

    private static byte[] largest(List<LinearSampler> samplers, int k, int voxels) {
        byte[] slice = new byte[voxels];
        float[] best = new float[voxels];
        float[] other = new float[voxels];
        samplers.get(0).slice(k, best, 0);
        for (int c = 1; c < samplers.size(); c++) {
            samplers.get(c).slice(k, other, 0);
            for (int n = 0; n < voxels; n++) {
                if (other[n] > best[n]) {
                    best[n] = other[n];
                    slice[n] = (byte) c;
                }
            }
        }
        return slice;
    }

    private void place(byte[] slice, Box part, int k) {
        int width = part.size().x();
        for (int j = 0; j < part.size().y(); j++) {
            int row = original.size().index(part.x0(), part.y0() + j, part.z0() + k);
            System.arraycopy(slice, j * width, labels, row, width);
        }
    }

    /** What was decided so far, on the original grid; slabs that are added later change it. */
    public Mask mask() {
        return new Mask(original, labels);
    }
}

package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;
import org.attunet.model.kernel.WindowedImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/** Voxels of another grid, decided on the device some slices at a time, so that they need little memory there. */
final class GridLabels implements AutoCloseable {
    private static final int MOST = 16 << 20;

    private final DeviceSession device;
    private final DevicePool memory;
    private final WindowedImage image;
    private final TargetGrid grid;
    private final long lower;
    private final long share;

    /** Copies the grid's tables up. */
    GridLabels(DeviceSession device, DevicePool memory, WindowedImage image, TargetGrid grid) {
        this.device = device;
        this.memory = memory;
        this.image = image;
        this.grid = grid;
        int lengths = grid.length(0) + grid.length(1) + grid.length(2);
        this.lower = memory.take((long) lengths * Integer.BYTES);
        this.share = memory.take((long) lengths * Float.BYTES);
        upload();
    }

    private void upload() {
        long done = 0;
        for (TargetGrid.Axis axis : grid.axes()) {
            long bytes = (long) axis.lower().length * Integer.BYTES;
            try (IntPointer indices = new IntPointer(axis.lower());
                    FloatPointer shares = new FloatPointer(axis.share())) {
                device.driver().upload(indices, lower + done, bytes);
                device.driver().upload(shares, share + done, bytes);
            }
            done += bytes;
        }
    }

    /**
     * The class with the largest value of each voxel.
     *
     * @param values address of the image's, floats [classes][voxels]
     */
    byte[] largest(long values, int classes) {
        int slice = grid.length(0) * grid.length(1);
        byte[] found = new byte[slice * grid.length(2)];
        int together = Math.max(1, MOST / slice);
        long labels = memory.take((long) slice * together);
        try (BytePointer host = new BytePointer((long) slice * together)) {
            for (int first = 0; first < grid.length(2); first += together) {
                int slices = Math.min(together, grid.length(2) - first);
                launch(values, classes, first, slices, labels);
                device.driver().download(labels, host, (long) slice * slices);
                host.get(found, first * slice, slices * slice);
            }
        }
        memory.give(labels);
        return found;
    }

    private void launch(long values, int classes, int first, int slices, long labels) {
        Shape size = image.size();
        WindowPlace origin = grid.origin();
        int[] at = {origin.x(), origin.y(), origin.z()};
        int[] length = {size.x(), size.y(), size.z()};
        long[] stride = {1, size.x(), (long) size.x() * size.y()};
        int[] along = grid.axes().stream().mapToInt(TargetGrid.Axis::along).toArray();
        device.each(
                "largestOnGrid",
                (long) grid.length(0) * grid.length(1) * slices,
                values,
                (long) size.voxels(),
                classes,
                image.unseen(),
                lower,
                share,
                grid.length(0),
                grid.length(1),
                first,
                slices,
                at[along[0]],
                at[along[1]],
                at[along[2]],
                length[along[0]],
                length[along[1]],
                length[along[2]],
                stride[along[0]],
                stride[along[1]],
                stride[along[2]],
                labels);
    }

    @Override
    public void close() {
        memory.give(lower);
        memory.give(share);
    }
}

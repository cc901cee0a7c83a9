package org.attunet.model.kernel.cuda;

import java.nio.ShortBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.attunet.model.kernel.PatchChange;
import org.attunet.model.kernel.PatchKernels;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.StoredVoxels;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Patches made in device memory. */
final class DevicePatches implements PatchKernels<DeviceTensor> {
    private final DeviceSession device;
    private PatchUploads uploads;

    DevicePatches(DeviceSession device) {
        this.device = device;
    }

    private PatchUploads uploads() {
        if (uploads == null) {
            uploads = new PatchUploads(device);
        }
        return uploads;
    }

    @Override
    public void expect(List<PatchOrder> orders) {
        uploads().send(orders);
    }

    @Override
    public void make(PatchOrder order, int sample, DeviceTensor images, DeviceTensor labels) {
        try (Making making = new Making(device, order.size().voxels())) {
            making.warp(order, uploads().arrive(order), sample, labels);
            uploads().done();
            for (PatchChange change : order.changes()) {
                making.change(change, order);
            }
            device.each("storePatch", order.size().voxels(), making.image, sample, order.size(), images);
        }
    }

    /** One patch while it is made; memory is given back when everything has been asked for, since work is done in order. */
    private static final class Making implements AutoCloseable {
        private static final int PARTS = 1 << 10;

        private final DeviceSession device;
        private final long voxels;
        private final Deque<Long> taken = new ArrayDeque<>();
        private long image;
        private long other;

        Making(DeviceSession device, long voxels) {
            this.device = device;
            this.voxels = voxels;
            this.image = take(voxels * Float.BYTES);
        }

        private long take(long bytes) {
            long address = device.kept().take(bytes);
            taken.push(address);
            return address;
        }

        /** Copies up, and closes what was copied. */
        private long up(Pointer host, long bytes) {
            long address = take(bytes);
            try (host) {
                device.driver().upload(host, address, bytes);
            }
            return address;
        }

        void warp(PatchOrder order, PatchUploads.Places at, int sample, DeviceTensor labels) {
            StoredVoxels from = order.voxels();
            boolean isShort = from.image() instanceof ShortBuffer;
            device.each(
                    "warpPatch",
                    voxels,
                    isShort ? at.image() : 0,
                    isShort ? 0 : at.image(),
                    from.step(),
                    at.classes(),
                    from.size(),
                    order.origin()[0],
                    order.origin()[1],
                    order.origin()[2],
                    at.warp(),
                    order.isElastic(),
                    order.isNearest(),
                    order.flips(),
                    sample,
                    order.size(),
                    image,
                    labels);
        }

        void change(PatchChange change, PatchOrder order) {
            double[] numbers = change.numbers();
            switch (change.kind()) {
                case NOISE -> noise(change.seed(), numbers[0]);
                case BLUR -> blur(numbers, order);
                case BRIGHTNESS -> device.each("brightenPatch", voxels, image, voxels, (float) numbers[0]);
                case CONTRAST -> device.each("contrastPatch", voxels, image, voxels, spread(), numbers[0]);
                case LOW_RESOLUTION -> {
                    device.each(
                            "coarsenPatch",
                            voxels,
                            image,
                            order.size(),
                            (int) numbers[0],
                            (int) numbers[1],
                            (int) numbers[2],
                            other());
                    swap();
                }
                case GAMMA -> device.each("gammaPatch", voxels, image, voxels, spread(), numbers[0]);
            }
        }

        private void noise(long seed, double deviation) {
            PolarAttempts attempts = PolarAttempts.forVoxels(voxels);
            long counts = take((long) attempts.chunks() * Integer.BYTES);
            device.each("countNormals", attempts.chunks(), seed, PolarAttempts.CHUNK, attempts.chunks(), counts);
            device.each(
                    "noisePatch",
                    attempts.chunks(),
                    seed,
                    PolarAttempts.CHUNK,
                    attempts.chunks(),
                    counts,
                    deviation,
                    voxels,
                    image);
        }

        private void blur(double[] numbers, PatchOrder order) {
            float[] weights = new float[numbers.length];
            for (int n = 0; n < weights.length; n++) {
                weights[n] = (float) numbers[n];
            }
            long table = up(new FloatPointer(weights), (long) weights.length * Float.BYTES);
            int[] lengths = {order.size().x(), order.size().y(), order.size().z()};
            int stride = 1;
            for (int length : lengths) {
                device.each("blurPatch", voxels, image, voxels, stride, length, table, weights.length, other());
                swap();
                stride *= length;
            }
        }

        /** Mean, smallest and largest value. */
        private long spread() {
            long parts = take(3L * PARTS * Double.BYTES);
            long spread = take(3L * Double.BYTES);
            device.each("spreads", PARTS, image, voxels, PARTS, parts);
            device.each("spreadOf", 1, parts, voxels, PARTS, spread);
            return spread;
        }

        private long other() {
            if (other == 0) {
                other = take(voxels * Float.BYTES);
            }
            return other;
        }

        private void swap() {
            long filled = other;
            other = image;
            image = filled;
        }

        @Override
        public void close() {
            taken.forEach(device.kept()::give);
        }
    }
}

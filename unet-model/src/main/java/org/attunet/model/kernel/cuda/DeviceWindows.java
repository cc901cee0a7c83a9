package org.attunet.model.kernel.cuda;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attunet.model.kernel.ImageWindows;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TargetGrid;
import org.attunet.model.kernel.WindowPlace;
import org.attunet.model.kernel.WindowedImage;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An image in device memory, with sums and weights of what windows say of it. Its memory is its own, whatever becomes of activations. */
final class DeviceWindows implements ImageWindows<DeviceTensor> {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWindows.class);
    private static final int MEGABYTE = 1 << 20;

    private final DeviceSession device;
    private final WindowedImage image;
    private final int classes;
    private final long voxels;
    private final DevicePool memory;
    private final long values;
    private final long importance;
    private final long sums;
    private final long weights;
    private long means;
    private boolean divided;

    /** Copies the image up. */
    private DeviceWindows(DeviceSession device, DevicePool memory, WindowedImage image, int classes) {
        this.device = device;
        this.image = image;
        this.classes = classes;
        this.voxels = image.size().voxels();
        this.memory = memory;
        this.values = uploaded(image.values().get());
        this.importance = uploaded(image.importance());
        this.sums = zeros(classes * voxels);
        this.weights = zeros(voxels);
    }

    /**
     * Takes an image over where there is room for it beside what the network may yet ask for.
     *
     * @param toCome bytes of that
     * @param told sizes of which it has been said that there is none
     */
    static Optional<ImageWindows<DeviceTensor>> of(
            DeviceSession device, WindowedImage image, int classes, long toCome, Set<Shape> told) {
        long wanted = bytes(image, classes);
        long free = device.driver().available();
        if (wanted + toCome > free) {
            return tooLarge(image, wanted, toCome, free, told);
        }
        DevicePool memory = new DevicePool(device.driver());
        try {
            return Optional.of(new DeviceWindows(device, memory, image, classes));
        } catch (DeviceMemoryException e) {
            memory.clear();
            return tooLarge(image, wanted, toCome, free, told);
        }
    }

    private static Optional<ImageWindows<DeviceTensor>> tooLarge(
            WindowedImage image, long wanted, long toCome, long free, Set<Shape> told) {
        if (told.add(image.size())) {
            LOG.info(
                    "windows of an image of {}×{}×{} voxels are cut and put together by the CPU: on the GPU that would take"
                            + " {} MB beside {} MB for the network, and {} MB are free there",
                    image.size().x(),
                    image.size().y(),
                    image.size().z(),
                    wanted / MEGABYTE,
                    toCome / MEGABYTE,
                    free / MEGABYTE);
        }
        return Optional.empty();
    }

    /** Bytes that an image takes. */
    private static long bytes(WindowedImage image, int classes) {
        long voxels = image.size().length();
        return (2 + classes) * voxels * Float.BYTES
                + voxels
                + (1 + (long) image.windows().samples() * classes)
                        * image.windows().voxels()
                        * Float.BYTES;
    }

    private long uploaded(float[] floats) {
        long address = memory.take((long) floats.length * Float.BYTES);
        try (FloatPointer host = new FloatPointer(floats)) {
            device.driver().upload(host, address, (long) floats.length * Float.BYTES);
        }
        return address;
    }

    private long zeros(long floats) {
        long address = memory.take(floats * Float.BYTES);
        device.driver().clear(address, floats * Float.BYTES);
        return address;
    }

    @Override
    public void cut(WindowPlace at, int flips, int sample, DeviceTensor input) {
        device.each(
                "cutWindow",
                image.windows().voxels(),
                values,
                image.size(),
                at.x(),
                at.y(),
                at.z(),
                flips,
                sample,
                image.windows(),
                input);
    }

    @Override
    public void add(DeviceTensor logits, int sample, WindowPlace at) {
        device.each(
                "addWindow",
                image.windows().voxels(),
                logits,
                logits.padded(),
                classes,
                importance,
                sample,
                image.windows(),
                at.x(),
                at.y(),
                at.z(),
                image.size(),
                sums,
                weights);
    }

    @Override
    public void look(DeviceTensor logits, int flips, int number, int looks) {
        long all = image.windows().totalVoxels();
        if (means == 0) {
            means = memory.take(all * classes * Float.BYTES);
        }
        device.each("addLook", all, logits, logits.padded(), classes, flips, number, looks, image.windows(), means);
    }

    @Override
    public void addLooks(List<WindowPlace> windows) {
        for (int sample = 0; sample < windows.size(); sample++) {
            WindowPlace at = windows.get(sample);
            device.each(
                    "addLooks",
                    image.windows().voxels(),
                    means,
                    classes,
                    importance,
                    sample,
                    image.windows(),
                    at.x(),
                    at.y(),
                    at.z(),
                    image.size(),
                    sums,
                    weights);
        }
    }

    /** Sums become means, once. */
    private void divide() {
        if (!divided) {
            device.each("windowMeans", voxels * classes, sums, weights, voxels, classes, image.unseen());
            divided = true;
        }
    }

    @Override
    public byte[] largest() {
        divide();
        long labels = memory.take(voxels);
        device.each("largestClass", voxels, sums, voxels, classes, labels);
        byte[] found = new byte[(int) voxels];
        try (BytePointer host = new BytePointer(voxels)) {
            device.driver().download(labels, host, voxels);
            host.get(found);
        }
        memory.give(labels);
        return found;
    }

    @Override
    public byte[] largest(TargetGrid grid) {
        divide();
        try (GridLabels labels = new GridLabels(device, memory, image, grid)) {
            return labels.largest(sums, classes);
        }
    }

    @Override
    public float[][] logits() {
        divide();
        float[][] found = new float[classes][];
        for (int c = 0; c < classes; c++) {
            found[c] = device.download(sums + c * voxels * Float.BYTES, (int) voxels);
        }
        return found;
    }

    @Override
    public void close() {
        memory.clear();
    }
}

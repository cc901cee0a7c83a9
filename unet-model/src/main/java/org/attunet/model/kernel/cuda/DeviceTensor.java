package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;

/**
 * An activation in device memory, [N, X, Y, Z, P].
 *
 * @param shape its size
 * @param address where it lies
 */
public record DeviceTensor(Shape shape, long address) {
    /** P: one channel, or the next multiple of eight, where channels behind the last are zeros. */
    public static int padded(int channels) {
        return channels == 1 ? 1 : eights(channels);
    }

    /** The next multiple of eight. */
    static int eights(int count) {
        return (count + 7) / 8 * 8;
    }

    int padded() {
        return padded(shape.channels());
    }

    /** Chunks of eight channels, or voxels of one channel: what a thread works on. */
    long chunks() {
        return length() / Math.min(8, padded());
    }

    /** Eights of neighbouring numbers, the last one not always whole. */
    long eighths() {
        return (length() + 7) / 8;
    }

    /** Numbers, with those behind the last channel. */
    long length() {
        return length(shape);
    }

    static long length(Shape shape) {
        return shape.totalVoxels() * padded(shape.channels());
    }
}

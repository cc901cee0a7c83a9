package org.attunet.model.kernel;

import java.util.List;

/**
 * A {@link WindowedImage} in the memory of the computer that computes, where windows are cut out of it and the network's answers are put
 * together. Where a window is mirrored, {@code flips} has bit 0, 1 or 2 set for its first, second or third axis. To be closed.
 */
public interface ImageWindows<T> extends AutoCloseable {
    /** Writes a sample of the network's input: what lies under a window, mirrored; zeros beyond the image. */
    void cut(WindowPlace at, int flips, int sample, T input);

    /** Adds a sample's logits, times their weights, where its window lies. */
    void add(T logits, int sample, WindowPlace at);

    /**
     * Takes the probabilities of all samples, mirrored back, as one of several looks at the same windows.
     *
     * @param number of the look, from 0
     * @param looks how many there will be
     */
    void look(T logits, int flips, int number, int looks);

    /** Adds the logarithm of the looks' mean, each sample where its window lies. */
    void addLooks(List<WindowPlace> windows);

    /** After all windows: the class with the largest logit of each voxel, the first of equals; first axis fastest. */
    byte[] largest();

    /**
     * After all windows: the same on another grid, between whose voxels logits are interpolated; 0 where that leads nowhere. Beyond the
     * image, logits are those where no window lay.
     */
    byte[] largest(TargetGrid grid);

    /** After all windows: the weighted mean of each class' logits, first axis fastest. */
    float[][] logits();

    /** Gives the memory back. */
    @Override
    void close();
}

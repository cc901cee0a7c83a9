package org.attunet.model.kernel;

import java.util.function.Supplier;

/**
 * An image of one channel, to be seen by a network in overlapping windows whose answers are put together as weighted means.
 *
 * @param size of the image: one sample of one channel
 * @param windows size of what the network sees at once: a sample a window
 * @param importance weight of each voxel of a window, last axis fastest
 * @param unseen logit of the first class where no window lay; minus it that of all others
 * @param values of the image's voxels, first axis fastest; asked for once, by who takes it over
 */
public record WindowedImage(Shape size, Shape windows, float[] importance, float unseen, Supplier<float[]> values) {
    /** Refuses weights for other windows. */
    public WindowedImage {
        if (importance.length != windows.voxels() || windows.channels() != 1) {
            throw new IllegalArgumentException(importance.length + " weights for windows of " + windows);
        }
    }
}

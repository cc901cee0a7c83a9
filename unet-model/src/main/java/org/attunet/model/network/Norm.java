package org.attunet.model.network;

import java.util.Locale;

/** Which voxels share a mean and a variance after a convolution. */
public enum Norm {
    /** All voxels of a channel, over the batch; running statistics at inference. The reference's. */
    BATCH,
    /** The voxels of a channel in one patch, in training and at inference. */
    INSTANCE,
    /** The voxels of a group of channels in one patch: 8 groups, or as many as the channels allow. */
    GROUP,
    /** No normalisation. */
    NONE;

    /** Behind the description of a convolution. */
    public String description() {
        return this == NONE ? "" : " · " + name().toLowerCase(Locale.ROOT) + " norm";
    }

    /** Groups that {@code channels} channels fall into under {@link #GROUP}: the largest divisor up to 8. */
    public static int groups(long channels) {
        int groups = (int) Math.min(8, channels);
        while (channels % groups != 0) {
            groups--;
        }
        return groups;
    }
}

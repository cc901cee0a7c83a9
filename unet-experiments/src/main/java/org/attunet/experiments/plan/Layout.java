package org.attunet.experiments.plan;

import java.util.List;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;

/**
 * What a network sees and how wide it is.
 *
 * @param spacing mm between voxels along the body's axes
 * @param widths channels of each level
 * @param patch voxels of a training patch
 */
record Layout(Spacing spacing, List<Integer> widths, Size patch) {
    Layout {
        widths = List.copyOf(widths);
    }

    Layout withPatch(Size other) {
        return new Layout(spacing, widths, other);
    }
}

package org.attunet.data.cache;

import java.util.Arrays;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Voxels a patch may be centred on: foreground, where the label is above 0, and background, where it is 0 and the image above
 * 0. Background is most of a scan, so only its count up to each row is kept.
 */
public final class Centres {
    private final int[] foreground;
    private final int[] backgroundBefore;

    /**
     * @param foreground flat indices, ascending
     * @param backgroundBefore background voxels in all rows (runs along the first axis) before each row, and after the last
     */
    Centres(int[] foreground, int[] backgroundBefore) {
        this.foreground = foreground;
        this.backgroundBefore = backgroundBefore;
    }

    static Centres of(Volume image, Mask label) {
        Size size = image.size();
        int rows = size.y() * size.z();
        int[] before = new int[rows + 1];
        int[] found = new int[1024];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            before[row + 1] = before[row];
            for (int n = row * size.x(); n < (row + 1) * size.x(); n++) {
                if (label.get(n) > 0) {
                    found = count < found.length ? found : Arrays.copyOf(found, 2 * count);
                    found[count++] = n;
                } else if (image.get(n) > 0) {
                    before[row + 1]++;
                }
            }
        }
        return new Centres(Arrays.copyOf(found, count), before);
    }

    /** Foreground voxels. */
    public int foregroundCount() {
        return foreground.length;
    }

    /** Background voxels. */
    public int backgroundCount() {
        return backgroundBefore[backgroundBefore.length - 1];
    }

    /** Flat index of foreground voxel {@code rank} (0 is the first). */
    public int foreground(int rank) {
        return foreground[rank];
    }

    /** Flat index of background voxel {@code rank} of the case these centres belong to. */
    public int background(int rank, PreparedCase source) {
        int row = Arrays.binarySearch(backgroundBefore, rank);
        row = row < 0 ? -row - 2 : row;
        while (backgroundBefore[row + 1] == rank) {
            row++;
        }
        int length = source.size().x();
        float[] image = new float[length];
        byte[] label = new byte[length];
        source.image(row * length, length, image, 0);
        source.label(row * length, length, label, 0);
        int left = rank - backgroundBefore[row];
        for (int i = 0; i < length; i++) {
            if (label[i] == 0 && image[i] > 0 && left-- == 0) {
                return row * length + i;
            }
        }
        throw new IllegalStateException("case " + source.id() + " changed since its patch centres were counted");
    }

    /** The arrays, for storing: foreground indices. */
    int[] foreground() {
        return foreground;
    }

    /** The arrays, for storing: background counts. */
    int[] backgroundBefore() {
        return backgroundBefore;
    }
}

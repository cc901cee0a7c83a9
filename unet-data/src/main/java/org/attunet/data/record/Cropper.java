package org.attunet.data.record;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.attunet.data.DataException;
import org.attunet.data.cache.Centres;
import org.attunet.data.cache.PreparedCase;
import org.attunet.data.volume.Size;

/** Chooses where a patch lies and cuts it out; a patch never reaches beyond its volume. */
final class Cropper {
    private final Size patch;
    private final double positiveShare;

    Cropper(PatchSettings settings) {
        patch = settings.patch();
        positiveShare = settings.positiveShare();
    }

    /** Where a patch about a random foreground or background voxel lies; where a case has only one kind, of that kind. */
    Window place(PreparedCase source, KeyedRandom random) {
        requireRoom(source);
        int centre = centre(source, random);
        Size size = source.size();
        return new Window(
                start(centre % size.x(), 0, size),
                start(centre / size.x() % size.y(), 1, size),
                start(centre / (size.x() * size.y()), 2, size),
                patch);
    }

    private void requireRoom(PreparedCase source) {
        for (int axis = 0; axis < 3; axis++) {
            if (source.size().along(axis) < patch.along(axis)) {
                throw new DataException("after preprocessing the volume has " + source.size()
                        + " voxels, too few for a patch of " + patch + "; pad it to the patch or choose smaller ones");
            }
        }
    }

    private int centre(PreparedCase source, KeyedRandom random) {
        Centres centres = source.centres();
        boolean wantsForeground = random.happens(positiveShare);
        boolean foreground = centres.foregroundCount() > 0 && (wantsForeground || centres.backgroundCount() == 0);
        int candidates = foreground ? centres.foregroundCount() : centres.backgroundCount();
        if (candidates == 0) {
            throw new DataException(
                    "no voxel can be a patch centre: no label, and no voxel above 0 after preprocessing; look at the"
                            + " intensity, crop and spacing that are asked for");
        }
        int rank = random.below(candidates);
        return foreground ? centres.foreground(rank) : centres.background(rank, source);
    }

    /** First index of a patch centred on {@code centre}, moved until it fits; the centre is voxel patch/2 of it. */
    private int start(int centre, int axis, Size size) {
        return start(centre, patch.along(axis), size.along(axis));
    }

    static int start(int centre, int patch, int length) {
        return Math.max(0, Math.min(centre - patch / 2, length - patch));
    }

    /** The voxels of a window as they are stored. */
    static StoredCrop stored(PreparedCase source, Window window) {
        if (source.step() == 0) {
            Patch cut = cut(source, window);
            return new StoredCrop(cut.size, FloatBuffer.wrap(cut.image), 1, cut.label);
        }
        Size size = window.size();
        short[] image = new short[size.voxels()];
        byte[] label = new byte[image.length];
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                int from = source.size().index(window.x(), window.y() + j, window.z() + k);
                int to = size.index(0, j, k);
                source.steps(from, size.x(), image, to);
                source.label(from, size.x(), label, to);
            }
        }
        return new StoredCrop(size, ShortBuffer.wrap(image), source.step(), label);
    }

    /** The voxels of a window. */
    static Patch cut(PreparedCase source, Window window) {
        Size size = window.size();
        Patch cut = new Patch(size);
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                int from = source.size().index(window.x(), window.y() + j, window.z() + k);
                int to = size.index(0, j, k);
                source.image(from, size.x(), cut.image, to);
                source.label(from, size.x(), cut.label, to);
            }
        }
        return cut;
    }
}

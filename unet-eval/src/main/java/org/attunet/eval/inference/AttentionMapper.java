package org.attunet.eval.inference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.model.graph.AttentionMaps;

/**
 * What every attention gate of a network lets through: maps from 0 (nothing) to 1, on the network's grid.
 *
 * @param window how images are shown to the network
 * @param maps gives the maps of a patch, one channel a gate
 * @param gates names of the gates, in the channels' order
 */
public record AttentionMapper(SlidingWindow window, Predictor maps, List<String> gates) {
    /** Keeps its own copy. */
    public AttentionMapper {
        gates = List.copyOf(gates);
    }

    /**
     * The maps of a whole image.
     *
     * @param image preprocessed as the network expects
     * @return by gate, in the gates' order
     */
    public Map<String, Volume> over(Volume image, Progress progress) {
        Volume[] channels = window.run(image, maps, progress);
        Map<String, Volume> byGate = new LinkedHashMap<>();
        for (int n = 0; n < gates.size(); n++) {
            byGate.put(gates.get(n), channels[n]);
        }
        return byGate;
    }

    /**
     * The maps around an organ alone, in as few windows as hold it: one where it fits into a window, which then is centred on it. A
     * whole image takes as long as its segmentation.
     *
     * @param image preprocessed as the network expects
     * @param organ what holds the organ
     * @return by gate, on the image's grid but of a window's size at least, and of whole voxels of the coarsest gate, where the image
     *     is that large
     */
    public Map<String, Volume> around(Volume image, Box organ) {
        return over(part(image, grown(organ, image.size())), Progress.NONE);
    }

    /** Voxels of the image along a voxel of a gate's own grid. */
    public static int voxel(String gate) {
        return 1 << (AttentionMaps.level(gate) - 1);
    }

    private Box grown(Box organ, Size image) {
        int[] from = new int[3];
        int[] to = new int[3];
        int coarsest = gates.stream().mapToInt(AttentionMapper::voxel).max().orElse(1);
        for (int axis = 0; axis < 3; axis++) {
            int length = organ.to(axis) - organ.from(axis);
            int whole = (length + coarsest - 1) / coarsest * coarsest;
            int wanted = Math.min(
                    image.along(axis),
                    Math.max(whole, window.settings().window().along(axis)));
            int centred = organ.from(axis) - (wanted - length) / 2;
            from[axis] = Math.max(0, Math.min(centred, image.along(axis) - wanted));
            to[axis] = from[axis] + wanted;
        }
        return new Box(from[0], from[1], from[2], to[0], to[1], to[2]);
    }

    private static Volume part(Volume image, Box box) {
        Size size = box.size();
        float[] voxels = new float[size.voxels()];
        int n = 0;
        for (int k = box.z0(); k < box.z1(); k++) {
            for (int j = box.y0(); j < box.y1(); j++) {
                for (int i = box.x0(); i < box.x1(); i++) {
                    voxels[n++] = image.get(i, j, k);
                }
            }
        }
        return Volume.of(new Geometry(size, image.geometry().affine().movedTo(box.x0(), box.y0(), box.z0())), voxels);
    }
}

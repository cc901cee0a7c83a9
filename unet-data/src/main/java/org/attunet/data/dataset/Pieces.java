package org.attunet.data.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;

/** The connected pieces of one label; voxels that share a corner belong together. */
final class Pieces {
    private final Mask mask;
    private final Box box;
    private final byte label;
    private final boolean[] seen;
    private int[] stack = new int[1024];
    private int height;

    private Pieces(Mask mask, Box box, int label) {
        this.mask = mask;
        this.box = box;
        this.label = (byte) label;
        this.seen = new boolean[box.size().voxels()];
    }

    /** Voxels of each piece, the largest first. */
    static List<Integer> sizes(Mask mask, int label) {
        return Box.around(mask, label)
                .map(box -> new Pieces(mask, box, label).sizes())
                .orElse(List.of());
    }

    private List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        Size size = box.size();
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    if (visit(i, j, k)) {
                        sizes.add(fill());
                    }
                }
            }
        }
        sizes.sort(Collections.reverseOrder());
        return sizes;
    }

    /** Puts an unseen voxel of the label on the stack. */
    private boolean visit(int i, int j, int k) {
        Size size = box.size();
        if (!size.contains(i, j, k)) {
            return false;
        }
        int at = size.index(i, j, k);
        int whole = mask.size().index(i + box.x0(), j + box.y0(), k + box.z0());
        if (seen[at] || mask.labels()[whole] != label) {
            return false;
        }
        seen[at] = true;
        if (height == stack.length) {
            stack = Arrays.copyOf(stack, 2 * height);
        }
        stack[height++] = at;
        return true;
    }

    private int fill() {
        Size size = box.size();
        int count = 0;
        while (height > 0) {
            int at = stack[--height];
            count++;
            int i = at % size.x();
            int j = at / size.x() % size.y();
            int k = at / size.x() / size.y();
            for (int n = 0; n < 27; n++) {
                visit(i + n % 3 - 1, j + n / 3 % 3 - 1, k + n / 9 - 1);
            }
        }
        return count;
    }
}

package org.attunet.model.kernel.cuda;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;
import org.attunet.model.kernel.PatchChange;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.StoredVoxels;

/** Orders of patches that need everything that patches are made by. */
final class PatchOrders {
    private PatchOrders() {}

    /** From floats as they are, and from shorts, deformed, with every change of values. */
    static List<PatchOrder> every(Shape size) {
        double[] affine = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
        double[] elastic = Arrays.copyOf(affine, 12 + 3 + 5 * (size.x() + size.y() + size.z()) + 3 * 64);
        Arrays.fill(elastic, 12, 15, 4);
        List<PatchChange> changes = Arrays.stream(PatchChange.Kind.values())
                .map(kind -> new PatchChange(kind, new double[] {1, 1, 1}, 7))
                .toList();
        return List.of(
                order(FloatBuffer.allocate(size.voxels()), size, affine, List.of()),
                order(ShortBuffer.allocate(size.voxels()), size, elastic, changes));
    }

    private static PatchOrder order(Buffer image, Shape size, double[] warp, List<PatchChange> changes) {
        StoredVoxels voxels = new StoredVoxels(size, image, 1, new byte[size.voxels()]);
        return new PatchOrder(voxels, size, new int[3], warp, false, 5, changes);
    }
}

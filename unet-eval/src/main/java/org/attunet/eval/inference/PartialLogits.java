package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Slabs of a part of an image, passed on as slabs of the whole one: background beyond the part, of which one slice before the part and
 * one behind it are passed on as well.
 */
record PartialLogits(Cutout part, LogitSink whole) implements LogitSink {
    @Override
    public void accept(int first, List<Volume> perClass) {
        Geometry grid = part.whole();
        Box box = part.box();
        int from = box.z0() + first;
        int to = from + perClass.get(0).size().z();
        int wideFrom = first == 0 ? Math.max(0, from - 1) : from;
        int wideTo = to == box.z1() ? Math.min(grid.size().z(), to + 1) : to;
        Geometry slab = new Geometry(
                new Size(grid.size().x(), grid.size().y(), wideTo - wideFrom),
                grid.affine().movedTo(0, 0, wideFrom));
        Box inSlab = new Box(box.x0(), box.y0(), from - wideFrom, box.x1(), box.y1(), to - wideFrom);
        whole.accept(wideFrom, Classes.back(perClass, new Cutout(slab, inSlab)));
    }
}

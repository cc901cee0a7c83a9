package org.attunet.model.kernel.onednn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorPool;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Memory that steps take and give back. What was given back serves the next taker of about that size, so that from the second run of
 * a program on nothing is allocated. Not for several threads at once.
 */
final class Arena implements TensorPool<Voxels> {
    /** Floats of a cache line: vectors that cross one are slow. */
    private static final int LINE = 16;

    /** How much larger than asked for a reused piece may be. */
    private static final double SLACK = 1.5;

    private final Kept kept;
    private final TreeMap<Long, Deque<FloatPointer>> free = new TreeMap<>();
    private final List<FloatPointer> all = new ArrayList<>();

    Arena(Kept kept) {
        this.kept = kept;
    }

    /** How activations are kept here. */
    Kept kept() {
        return kept;
    }

    /** At least so many floats, at the start of a cache line. */
    FloatPointer take(long floats) {
        Map.Entry<Long, Deque<FloatPointer>> fit = free.ceilingEntry(floats);
        if (fit == null || fit.getKey() > SLACK * floats + LINE) {
            return allocate(floats);
        }
        FloatPointer piece = fit.getValue().pop();
        if (fit.getValue().isEmpty()) {
            free.remove(fit.getKey());
        }
        return piece;
    }

    private FloatPointer allocate(long floats) {
        FloatPointer whole = new FloatPointer(floats + LINE);
        all.add(whole);
        long past = whole.address() / Float.BYTES % LINE;
        return whole.getPointer((LINE - past) % LINE).limit(floats).capacity(floats);
    }

    @Override
    public Voxels take(Shape extent) {
        return kept.see(extent, take(kept.floats(extent.length())));
    }

    @Override
    public void give(Voxels voxels) {
        give(voxels.memory());
    }

    void give(FloatPointer piece) {
        free.computeIfAbsent(piece.capacity(), size -> new ArrayDeque<>()).push(piece);
    }

    @Override
    public void clear() {
        free.clear();
        all.forEach(FloatPointer::close);
        all.clear();
    }
}

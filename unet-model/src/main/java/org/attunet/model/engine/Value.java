package org.attunet.model.engine;

/** What one step computes and others read, with its gradient on the way back. Memory is held only between first and last use. */
final class Value {
    private final Extent extent;
    private final Arena arena;
    private final boolean differentiable;
    private Voxels data;
    private Voxels gradient;

    /** How many steps read it. */
    private int readers;

    private int readersToCome;

    /**
     * @param differentiable whether anybody wants its gradient
     */
    Value(Extent extent, Arena arena, boolean differentiable) {
        this.extent = extent;
        this.arena = arena;
        this.differentiable = differentiable;
    }

    Extent extent() {
        return extent;
    }

    boolean isDifferentiable() {
        return differentiable;
    }

    void addReader() {
        readers++;
    }

    /** Memory to compute it into. */
    Voxels open() {
        readersToCome = readers;
        data = arena.voxels(extent);
        return data;
    }

    /** Takes memory that holds it already. */
    void set(Voxels computed) {
        readersToCome = readers;
        data = computed;
    }

    Voxels data() {
        return data;
    }

    /** In inference, called by each reader when it is done: the last one frees the memory. */
    void read() {
        readersToCome--;
        if (readersToCome == 0) {
            release();
        }
    }

    /** Whether some reader has already left its part of the gradient, which others must then add to. */
    boolean hasGradient() {
        return gradient != null;
    }

    /** The gradient, with arbitrary contents before the first reader wrote. */
    Voxels gradient() {
        if (gradient == null) {
            gradient = arena.voxels(extent);
        }
        return gradient;
    }

    /** Adds a part that lies in memory of the arena's, which is taken over. */
    void addGradient(Voxels part) {
        if (gradient == null) {
            gradient = part;
        } else {
            Passes.add(part, gradient);
            arena.give(part);
        }
    }

    /** Gives all memory back. */
    void release() {
        if (data != null) {
            arena.give(data);
            data = null;
        }
        if (gradient != null) {
            arena.give(gradient);
            gradient = null;
        }
    }
}

package org.attunet.model.kernel;

/** Memory that operators take and give back. Not for several threads at once. */
public interface TensorPool<T> {
    /** An activation with arbitrary contents. */
    T take(Shape shape);

    /** Gives back what was taken and is no longer read. */
    void give(T tensor);

    /** Frees all memory, for takers of other sizes; what was taken before is not read any more. */
    void clear();
}

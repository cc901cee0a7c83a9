package org.attunet.model.kernel;

/** What one operator computes and others read, with its gradient in the backward pass. Memory is held only between first and last use. */
public final class TensorRef<T> {
    private final Shape shape;
    private final TensorPool<T> pool;
    private final boolean differentiable;
    private T data;
    private T gradient;

    /** How many steps read it. */
    private int readers;

    private int readersToCome;

    /**
     * @param differentiable whether anybody wants its gradient
     */
    public TensorRef(Shape shape, TensorPool<T> pool, boolean differentiable) {
        this.shape = shape;
        this.pool = pool;
        this.differentiable = differentiable;
    }

    /** Its size. */
    public Shape shape() {
        return shape;
    }

    /** Whether anybody wants its gradient. */
    public boolean isDifferentiable() {
        return differentiable;
    }

    /** One more operator reads it. */
    public void addReader() {
        readers++;
    }

    /** Memory to compute it into. */
    public T open() {
        readersToCome = readers;
        data = pool.take(shape);
        return data;
    }

    /** Takes memory that holds it already. */
    public void set(T computed) {
        readersToCome = readers;
        data = computed;
    }

    /** What was computed. */
    public T data() {
        return data;
    }

    /** In inference, called by each reader when it is done: the last one frees the memory. */
    public void read() {
        readersToCome--;
        if (readersToCome == 0) {
            release();
        }
    }

    /** Whether some reader has already left its part of the gradient, which others must then add to. */
    public boolean hasGradient() {
        return gradient != null;
    }

    /** The gradient, with arbitrary contents before the first reader wrote. */
    public T gradient() {
        if (gradient == null) {
            gradient = pool.take(shape);
        }
        return gradient;
    }

    /** Takes memory that holds the gradient already. */
    public void setGradient(T computed) {
        gradient = computed;
    }

    /** Adds a part that lies in memory of the pool's, which is taken over. */
    public void addGradient(T part, Kernels<T> kernels) {
        if (gradient == null) {
            gradient = part;
        } else {
            kernels.add(part, gradient);
            pool.give(part);
        }
    }

    /** Adds a part that stays where it is. */
    public void addCopyOfGradient(T part, Kernels<T> kernels) {
        if (hasGradient()) {
            kernels.add(part, gradient);
        } else {
            kernels.copy(part, gradient());
        }
    }

    /** Gives all memory back. */
    public void release() {
        if (data != null) {
            pool.give(data);
            data = null;
        }
        if (gradient != null) {
            pool.give(gradient);
            gradient = null;
        }
    }
}

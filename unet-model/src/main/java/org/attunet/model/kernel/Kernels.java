package org.attunet.model.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a kind of computer computes for a network, each kernel for itself; what a network makes of them stands in
 * {@code execution}. {@code T} is an activation [N, C, X, Y, Z] in the memory and the layout of this kind of computer. A <i>plane</i>
 * is one channel of one sample, numbered n · C + c. An <i>activation</i> is linear with slope 1 above zero and {@code slope} below.
 */
public interface Kernels<T> {
    /** Where activations live. */
    TensorPool<T> pool();

    /** Does a part of a pass; what kernels make on the way that is not from the pool may be gone when it ends. */
    default void run(Runnable part) {
        part.run();
    }

    /**
     * Work that is done again and again in the same memory, and in which the host has no part: it may be recorded once and then asked
     * for as a whole. It is recorded no longer when the pool is cleared, and must not be run after that.
     */
    default Runnable repeated(Runnable work) {
        return work;
    }

    /**
     * An activation that holds what a dense array [N, C, X, Y, Z] holds.
     *
     * @param own memory to copy it into; where layouts agree, the array's own memory may be seen instead
     */
    T read(INDArray array, Supplier<T> own);

    /** Dense arrays that will be read next, and will not change until then: they may be brought up meanwhile. */
    default void expect(List<INDArray> arrays) {
        // Nothing has to be brought anywhere.
    }

    /** Copies a dense array [N, C, X, Y, Z]. */
    void fromArray(INDArray array, T to);

    /** Copies into a dense array [N, C, X, Y, Z]. */
    void toArray(T from, INDArray array);

    /**
     * Takes an image over, to cut windows out of it and to put together what a network says of them.
     *
     * @param toCome bytes that the network itself may yet ask for, by those of a kept number
     * @return nothing where that is left to the host, or no memory is free for it
     */
    default Optional<ImageWindows<T>> windows(WindowedImage image, int classes, IntToLongFunction toCome) {
        return Optional.empty();
    }

    /** Where patches of training data are made; nothing where that is left to the host. */
    default Optional<PatchKernels<T>> patches() {
        return Optional.empty();
    }

    /**
     * A convolution.
     *
     * @param in size of the input
     * @param out output channels
     * @param rowLength numbers from one output channel's weights to the next's: more than a kernel's own where the weights are some
     *     columns of wider ones
     */
    Convolution<T> convolution(Shape in, int out, Stencil stencil, long rowLength, Epilogue epilogue);

    /**
     * A convolution of what {@link #concat} would join, for inference.
     *
     * @param in size of the join
     * @param factors enlargement of each part
     * @param out output channels
     * @return nothing where the join is to be made whole
     */
    default Optional<JoinedConvolution<T>> joined(
            Shape in, List<Integer> factors, int out, Stencil stencil, Epilogue epilogue) {
        return Optional.empty();
    }

    /**
     * A normalisation.
     *
     * @param size of what is normalised
     * @param groups which of its planes share statistics
     * @param slope of the activation behind it
     */
    Normalisation<T> normalisation(Shape size, NormGroups groups, double slope);

    /** {@code max(x, slope · x)}. */
    void activate(T x, double slope, T out);

    /** {@code gradient · (y > 0 ? 1 : slope)}, in place; {@code y} is an activation's output. */
    void activationGradient(T y, T gradient, double slope);

    /** {@code to += from}. */
    void add(T from, T to);

    /** Copies everything. */
    void copy(T from, T to);

    /** Fills with zeros. */
    void clear(T out);

    /** {@code 1 / (1 + exp(−y))}, in place. */
    void sigmoid(T y);

    /** {@code gradient · s · (1 − s)}, in place, for the sigmoid's output s. */
    void sigmoidGradient(T s, T gradient);

    /** {@code exp(z_c) / Σ exp(z)} over the {@code classes} channels of each of the stacked predictions; {@code out} may be {@code logits}. */
    void softmax(T logits, int classes, T out);

    /**
     * Scores of stacked probabilities.
     *
     * @param size of the probabilities
     */
    ClassScores<T> classScores(Shape size, ClassLoss loss);

    /**
     * A choice of numbers.
     *
     * @param kept probability to be kept
     */
    Dropping<T> dropping(double kept);

    /** Maxima of 2 × 2 × 2 voxels; an odd last plane is dropped. */
    void maxPool(T x, T out);

    /** Adds the gradient by {@code x}; that of a maximum goes to the first of equal ones. */
    void maxPoolGradient(T x, T out, T gradient, T dx);

    /** Every second voxel along every axis, the first one included. */
    void everySecond(T x, T out);

    /** The adjoint of {@link #everySecond}, added to what is there. */
    void addToEverySecond(T part, T dx);

    /**
     * Channels of several activations side by side, each enlarged trilinearly by a whole factor: voxel centres at (o + ½) / factor −
     * ½, edges clamped (PyTorch's {@code align_corners=False}).
     *
     * @param map [N, 1, X, Y, Z] by which the first, of factor 1, is multiplied, or null
     */
    void concat(List<T> parts, List<Integer> factors, T map, T out);

    /** The adjoint of enlarging into channels {@code channel} …: fills {@code dx} or adds to it. */
    void upsampleAdjoint(T gradient, int channel, int factor, T dx, boolean add);

    /** The adjoint of {@code x · map} in the first channels: fills {@code dx} or adds to it, and fills {@code dmap}. */
    void gateAdjoint(T gradient, T x, T map, T dx, T dmap, boolean add);

    /**
     * Adam over parameters, [1, 1, P, 1, 1]: moves both moments, {@code m = β₁ m + (1 − β₁) g} and {@code v = β₂ v + (1 − β₂) g²}, and
     * turns the gradient into what the parameters are lowered by, {@code rate · m / (√v + ε)}.
     */
    void adam(T gradient, T first, T second, AdamStep step);
}

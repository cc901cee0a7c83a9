package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/** How a convolution is computed: what cuDNN is asked for, and what stands before and behind it. Without bias. */
interface ConvolutionWay {
    /**
     * The fastest known one for a size.
     *
     * @param rowLength numbers from one output channel's weights to the next's
     */
    static ConvolutionWay of(DeviceSession device, Shape in, int out, Stencil stencil, long rowLength) {
        boolean keepsSize = stencil.equals(Stencil.same(stencil.edge()));
        boolean isPoint = stencil.edge() == 1;
        boolean ownRows = rowLength == stencil.rowLength(in.channels());
        if (keepsSize && isPoint && out == 1) {
            return new ToOneChannel(device, in);
        } else if (keepsSize && !isPoint && in.channels() == 1 && out > 1 && ownRows) {
            return new FromOneChannel(device, in, out, stencil);
        } else if (keepsSize && !isPoint && in.channels() > 1 && out > 1 && out <= 8 && ownRows) {
            return new ToFewChannels(device, in, out, stencil);
        }
        return new AnyChannels(device, in, out, stencil, rowLength);
    }

    /** Numbers of the packed weights. */
    long packedLength();

    /** From weights [out, in, k, k, k], floats, to what the other methods take; the packed ones are zeros before. */
    void pack(long weights, long packed);

    /** Fills {@code y}. */
    void forward(long x, long packed, long y);

    /** Whether {@link #activated} is there for such an activation. */
    default boolean canActivate(float slope) {
        return false;
    }

    /**
     * Fills {@code y} with {@code max(s, slope · s)} of the sums s and their bias, in one go.
     *
     * @param bias address of floats, one for each channel of the output with those that pad it
     */
    default void activated(long x, long packed, long bias, float slope, long y) {
        throw new UnsupportedOperationException("bias and activation are a kernel of their own");
    }

    /** Fills the gradient by the input. */
    void data(long dy, long packed, long dx);

    /** Fills the gradient by the weights, floats in the parameters' order. */
    void filter(long x, long dy, long dw);
}

package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.FloatPointer;

/** A convolution of channels-last activations, forward and backward, for one size; weights [out, in, k, k, k]. */
interface VolumeConvolution {
    /** The fastest known way for a size. */
    static VolumeConvolution of(Dnn dnn, Shape in, int out, Stencil kernel, long row, Epilogue epilogue) {
        long own = (long) in.channels() * kernel.edge() * kernel.edge() * kernel.edge();
        VolumeConvolution direct = new ChannelsLastConvolution(dnn, in, out, kernel, row, epilogue);
        return row == own && NarrowOutputConvolution.pays(in.channels(), out, kernel)
                ? new NarrowOutputConvolution(dnn, in, out, direct, epilogue)
                : direct;
    }

    /** Fills {@code y}. */
    void forward(Voxels x, FloatPointer weights, FloatPointer bias, Voxels y);

    /** The weights as {@link #forwardPrepared} wants them, in memory of the arena that the caller gives back. */
    FloatPointer prepare(FloatPointer weights);

    /** As {@link #forward}, with weights that were prepared before. */
    void forwardPrepared(Voxels x, FloatPointer prepared, FloatPointer bias, Voxels y);

    /** Fills the gradients by weights and, where there is a bias, by it. */
    void backwardWeights(Voxels x, Voxels dy, FloatPointer dw, FloatPointer db);

    /** Fills the gradient by the input. */
    void backwardData(Voxels dy, FloatPointer weights, Voxels dx);
}

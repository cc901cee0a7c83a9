package org.attunet.model.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A 3-D convolution with a cubic kernel, forward and backward. Arrays are dense, 'c' order: {@code x} [N, in, X, Y, Z], weights
 * [out, in, k, k, k], bias [out] or null, {@code y} [N, out, X/stride, Y/stride, Z/stride]. Two implementations give the same
 * numbers up to rounding: {@link OneDnnConvolution} and {@link Nd4jConvolution}. Not for several threads at once.
 */
public interface Convolution {
    /** Floats in host memory are convolved by oneDNN where the platform has it, everything else by ND4J. */
    static Convolution of(DataType type, Kernel kernel) {
        return VolumeOps.isHost(type) && OneDnn.isAvailable()
                ? new OneDnnConvolution(kernel)
                : new Nd4jConvolution(kernel);
    }

    /**
     * Where a kernel goes.
     *
     * @param edge edge of the cube, k
     * @param stride step along every axis
     * @param padding zeros around the input on every side
     */
    record Kernel(int edge, int stride, int padding) {
        /** A kernel that keeps the size: odd edge, stride 1. */
        public static Kernel same(int edge) {
            return new Kernel(edge, 1, edge / 2);
        }

        /** Length of an axis after the convolution. */
        public long output(long length) {
            return (length + 2L * padding - edge) / stride + 1;
        }
    }

    /** Fills {@code y}. */
    void forward(INDArray x, INDArray weights, INDArray bias, INDArray y);

    /**
     * Fills {@code y} with {@code max(v, slope · v)} of the convolution v, for inference.
     *
     * @param slope of the activation below zero; 1 for none
     */
    void forwardActivated(INDArray x, INDArray weights, INDArray bias, double slope, INDArray y);

    /** Fills the gradients by input, weights and bias; {@code dx} and {@code db} may be null where nobody wants them. */
    void backward(INDArray x, INDArray weights, INDArray dy, INDArray dx, INDArray dw, INDArray db);
}

package org.attunet.model.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A 3-D convolution with a cubic kernel by ND4J's own operation, forward and backward, for every data type and backend. Arrays are
 * dense, 'c' order: {@code x} [N, in, X, Y, Z], weights [out, in, k, k, k], bias [out] or null, {@code y} [N, out, X/stride, Y/stride,
 * Z/stride].
 */
public final class Convolution {
    private final Kernel kernel;

    /**
     * Where a kernel goes.
     *
     * @param edge edge of the cube, k
     * @param stride step along every axis
     * @param padding zeros around the input on every side
     */
    public record Kernel(int edge, int stride, int padding) {
        /** A kernel that keeps the size: odd edge, stride 1. */
        public static Kernel same(int edge) {
            return new Kernel(edge, 1, edge / 2);
        }

        /** Length of an axis after the convolution. */
        public long output(long length) {
            return (length + 2L * padding - edge) / stride + 1;
        }
    }

    Convolution(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Fills {@code y}. */
    void forward(INDArray x, INDArray weights, INDArray bias, INDArray y) {
        run("conv3dnew", Stream.of(x, weights, bias), List.of(y));
    }

    /**
     * Fills {@code y} with {@code max(v, slope · v)} of the convolution v, for inference.
     *
     * @param slope of the activation below zero; 1 for none
     */
    void forwardActivated(INDArray x, INDArray weights, INDArray bias, double slope, INDArray y) {
        forward(x, weights, bias, y);
        if (slope != 1) {
            double[] ones = new double[(int) (y.size(0) * y.size(1))];
            Arrays.fill(ones, 1);
            VolumeOps.affine(y, ones, new double[ones.length], slope, y);
        }
    }

    /** Fills the gradients by input, weights and bias; {@code dx} and {@code db} may be null where nobody wants them. */
    void backward(INDArray x, INDArray weights, INDArray dy, INDArray dx, INDArray dw, INDArray db) {
        INDArray byInput = dx == null ? x.ulike() : dx;
        if (db == null) {
            run("conv3dnew_bp", Stream.of(x, weights, dy), List.of(byInput, dw));
        } else {
            INDArray bias = db.ulike();
            run("conv3dnew_bp", Stream.of(x, weights, bias, dy), List.of(byInput, dw, db));
        }
    }

    /** Kernel, stride, padding and dilation of each axis; explicit padding, channels first, weights [out, in, k, k, k]. */
    private void run(String operation, Stream<INDArray> inputs, List<INDArray> outputs) {
        int k = kernel.edge();
        int s = kernel.stride();
        int p = kernel.padding();
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs.filter(input -> input != null).toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(k, k, k, s, s, s, p, p, p, 1, 1, 1, 0, 0, 1)
                .build());
    }
}

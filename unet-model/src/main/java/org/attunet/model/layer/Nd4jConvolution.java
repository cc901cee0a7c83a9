package org.attunet.model.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Convolution by ND4J's own operation, for every data type and backend. */
final class Nd4jConvolution implements Convolution {
    private final Kernel kernel;

    Nd4jConvolution(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void forward(INDArray x, INDArray weights, INDArray bias, INDArray y) {
        run("conv3dnew", Stream.of(x, weights, bias), List.of(y));
    }

    @Override
    public void forwardActivated(INDArray x, INDArray weights, INDArray bias, double slope, INDArray y) {
        forward(x, weights, bias, y);
        if (slope != 1) {
            double[] ones = new double[(int) (y.size(0) * y.size(1))];
            Arrays.fill(ones, 1);
            VolumeOps.of(y.dataType()).affine(y, ones, new double[ones.length], slope, y);
        }
    }

    @Override
    public void backward(INDArray x, INDArray weights, INDArray dy, INDArray dx, INDArray dw, INDArray db) {
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

package org.attunet.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.attunet.model.layer.Convolution.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN's convolution against ND4J's; both sum the same products, in another order. */
class ConvolutionTest {
    private static final double TOLERANCE = 2e-4;

    @ParameterizedTest
    @CsvSource({"1, 8, 3, 1, 1", "3, 5, 3, 1, 1", "8, 16, 3, 1, 1", "4, 2, 1, 1, 0", "4, 4, 1, 2, 0", "4, 3, 2, 2, 0"})
    void oneDnnAndNd4jAgreeForwardAndBackward(int in, int out, int edge, int stride, int padding) {
        Kernel kernel = new Kernel(edge, stride, padding);
        INDArray x = Nd4j.randn(DataType.FLOAT, 2, in, 8, 6, 4);
        INDArray w = Nd4j.randn(DataType.FLOAT, out, in, edge, edge, edge);
        INDArray b = Nd4j.randn(DataType.FLOAT, out);
        INDArray dy = Nd4j.randn(DataType.FLOAT, 2L, out, kernel.output(8), kernel.output(6), kernel.output(4));
        assertAlike(run(new OneDnnConvolution(kernel), x, w, b, dy), run(new Nd4jConvolution(kernel), x, w, b, dy));
    }

    private static void assertAlike(INDArray[] found, INDArray[] expected) {
        for (int n = 0; n < found.length; n++) {
            assertThat(found[n].sub(expected[n]).amaxNumber().doubleValue())
                    .as("result " + n)
                    .isLessThan(TOLERANCE);
        }
    }

    private static INDArray[] run(Convolution convolution, INDArray x, INDArray w, INDArray b, INDArray dy) {
        INDArray y = dy.ulike();
        INDArray plain = dy.ulike();
        INDArray bent = dy.ulike();
        INDArray dx = x.ulike();
        INDArray dw = w.ulike();
        INDArray db = b.ulike();
        INDArray dwAlone = w.ulike();
        convolution.forward(x, w, b, y);
        convolution.forward(x, w, null, plain);
        convolution.forwardActivated(x, w, b, 0.01, bent);
        convolution.backward(x, w, dy, dx, dw, db);
        convolution.backward(x, w, dy, null, dwAlone, null);
        return new INDArray[] {y, plain, bent, dx, dw, db, dwAlone};
    }
}

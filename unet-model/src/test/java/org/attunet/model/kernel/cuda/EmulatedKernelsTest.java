package org.attunet.model.kernel.cuda;

import java.nio.file.Path;
import org.attunet.model.kernel.KernelsContract;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The device's kernels keep the contract, compiled for the host; needs a C++ compiler. */
@Tag("cuda-host")
class EmulatedKernelsTest {
    @TempDir
    static Path folder;

    private static DeviceSession device;
    private static KernelsContract<DeviceTensor> contract;

    @BeforeAll
    static void compile() {
        device = new DeviceSession(new Emulator(Precision.FLOAT, folder));
        contract = new KernelsContract<>(new CudaKernels(device), DataType.FLOAT, 2e-5);
    }

    @Test
    void convolutionsAndTheirGradients() {
        for (Shape shape : KernelsContract.SHAPES) {
            for (Stencil stencil : new Stencil[] {Stencil.same(3), Stencil.same(1), new Stencil(2, 2, 0)}) {
                for (int out : new int[] {1, 2, 7, 13}) {
                    if (stencil.output(Math.min(shape.x(), Math.min(shape.y(), shape.z()))) >= 1) {
                        convolution(shape, out, stencil);
                    }
                }
            }
        }
    }

    private static void convolution(Shape shape, int out, Stencil stencil) {
        int k = stencil.edge();
        INDArray w = contract.random(8, out, shape.channels(), k, k, k);
        INDArray b = contract.random(9, out);
        contract.convolution(shape, out, stencil, parameter(w), parameter(b), w);
    }

    private static DeviceParameter parameter(INDArray values) {
        int length = (int) values.length();
        long address = device.floats(values.ravel().toFloatVector());
        long gradient = device.floats(new float[length]);
        return new DeviceParameter(device, address, () -> gradient, length, () -> {});
    }

    @Test
    void upsamplingAndItsAdjoint() {
        KernelsContract.SHAPES.forEach(shape -> {
            for (int factor : new int[] {1, 2, 3, 4}) {
                contract.upsampling(shape, factor);
            }
        });
    }

    @Test
    void gatingAndItsAdjoint() {
        KernelsContract.SHAPES.forEach(contract::gating);
    }

    @Test
    void poolingAndStrides() {
        KernelsContract.SHAPES.forEach(contract::halving);
    }

    @Test
    void sumsAndMapsOfPlanes() {
        KernelsContract.SHAPES.forEach(shape -> {
            for (double slope : new double[] {0, 0.01, 1}) {
                contract.planes(shape, slope);
            }
        });
    }

    @Test
    void numbersByThemselves() {
        KernelsContract.SHAPES.forEach(contract::elementwise);
    }

    @Test
    void dropout() {
        KernelsContract.SHAPES.forEach(contract::dropout);
    }

    @Test
    void probabilitiesSumsAndTheirAdjoint() {
        KernelsContract.SHAPES.forEach(shape -> {
            for (int classes : new int[] {1, 2, 3, 5}) {
                contract.probabilities(shape.withChannels(3 * classes), classes);
            }
        });
    }

    @Test
    void adam() {
        contract.adam(1);
        contract.adam(1001);
    }
}

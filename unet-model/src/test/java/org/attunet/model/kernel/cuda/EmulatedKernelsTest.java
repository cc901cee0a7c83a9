package org.attunet.model.kernel.cuda;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.contract.KernelsContract;
import org.attunet.model.kernel.contract.KernelsContract.Check;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The device's kernels keep the contract, compiled for the host; needs a C++ compiler. */
@Tag("cuda-host")
class EmulatedKernelsTest {
    @TempDir
    static Path folder;

    private static KernelSet<?> kernels(Precision precision) {
        return new EmulatedBackend(new Emulator(precision, folder)).kernels();
    }

    /** Where cuDNN has no engine for a convolution with its bias and activation. */
    private static KernelSet<?> unfused() {
        Emulator device = new Emulator(Precision.FLOAT, folder);
        device.fuses = false;
        return new EmulatedBackend(device).kernels();
    }

    static Stream<Check> convolutionsInTwoSteps() {
        return new KernelsContract<>(unfused(), 2e-5)
                .checks().stream().filter(check -> check.name().contains("convolution"));
    }

    static Stream<Check> floats() {
        return KernelsContract.ofFloats(kernels(Precision.FLOAT)).checks().stream();
    }

    static Stream<Check> halves() {
        return KernelsContract.ofHalves(kernels(Precision.BFLOAT16)).checks().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floats")
    void everyKernelIsAsItIsDefined(Check check) {
        check.body().run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("convolutionsInTwoSteps")
    void everyConvolutionIsAsItIsDefinedWhereItsBiasIsAKernelOfItsOwn(Check check) {
        check.body().run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("halves")
    void everyKernelIsAsItIsDefinedWhereBfloat16IsKept(Check check) {
        check.body().run();
    }
}

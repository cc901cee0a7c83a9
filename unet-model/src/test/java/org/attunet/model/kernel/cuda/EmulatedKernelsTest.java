package org.attunet.model.kernel.cuda;

import java.nio.file.Path;
import java.util.stream.Stream;
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

    static Stream<Check> checks() {
        EmulatedBackend backend = new EmulatedBackend(new Emulator(Precision.FLOAT, folder));
        return new KernelsContract<>(backend.kernels(), 2e-5).checks().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    void everyKernelIsAsItIsDefined(Check check) {
        check.body().run();
    }
}

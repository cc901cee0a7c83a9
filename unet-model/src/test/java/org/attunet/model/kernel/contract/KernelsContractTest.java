package org.attunet.model.kernel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.KernelSets;
import org.attunet.model.kernel.contract.KernelsContract.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Both sets of kernels keep the contract; ND4J's in float and in double, oneDNN's in float and in bfloat16. */
class KernelsContractTest {
    static Stream<Arguments> checks() {
        return KernelSets.all().flatMap(set -> arguments(set, contract(set)));
    }

    private static <T> KernelsContract<T> contract(KernelSet<T> set) {
        // Interpolation's weights are floats in either type.
        return set.type() == DataType.DOUBLE ? new KernelsContract<>(set, 1e-7) : KernelsContract.ofFloats(set);
    }

    static Stream<Arguments> checksOfHalves() {
        return KernelSets.ofHalves().flatMap(set -> arguments(set, KernelsContract.ofHalves(set)));
    }

    private static Stream<Arguments> arguments(KernelSet<?> set, KernelsContract<?> contract) {
        return contract.checks().stream().map(check -> Arguments.of(set, check));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("checks")
    void everyKernelIsAsItIsDefined(KernelSet<?> set, Check check) {
        check.body().run();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("checksOfHalves")
    void everyKernelIsAsItIsDefinedWhereBfloat16IsKept(KernelSet<?> set, Check check) {
        check.body().run();
    }

    @Test
    void kernelsThatAreOffBreakIt() {
        KernelsContract<?> strict = new KernelsContract<>(KernelSets.nd4j(DataType.FLOAT), 1e-12);
        assertThat(strict.checks())
                .anySatisfy(check -> assertThatThrownBy(check.body()::run)
                        .isInstanceOf(BrokenContractException.class)
                        .hasMessageMatching("expected \\S+ within \\S+, found \\S+"));
    }

    @Test
    void whatIsNoNumberIsNearNothing() {
        assertThatThrownBy(() -> Held.near(Double.NaN, 0, 1e9)).isInstanceOf(BrokenContractException.class);
        assertThatThrownBy(() -> Held.near(Nd4j.createFromArray(0.0, Double.NaN), Nd4j.zeros(DataType.DOUBLE, 2), 1e9))
                .hasMessageContaining("found NaN");
    }
}

package org.attunet.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.attunet.model.engine.Backend;
import org.attunet.model.engine.BackendChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class AgreementTest {
    private static final Backend FLOATS = BackendChoice.AUTO.resolve();

    @TempDir
    private Path folder;

    @Test
    void floatsAndDoublesAgreeAsFarAsFloatsGo() {
        Path network = GoldenNetworks.unpack("three-levels", folder);
        Agreement agreement = Agreement.of(network, FLOATS, FLOATS.in(DataType.DOUBLE));
        assertThat(agreement.output()).isPositive().isLessThan(1e-5);
        assertThat(agreement.gradient()).isCloseTo(0, within(1e-6));
    }

    @Test
    void differencesAreSharesOfTheLargestValue() {
        assertThat(Agreement.furthest(new double[] {1, -4}, new double[] {2, -4}))
                .isEqualTo(0.25);
        assertThat(Agreement.furthest(new double[] {Double.NaN, -4}, new double[] {2, -4}))
                .isNaN();
    }

    @Test
    void gradientsAreComparedByTheirDirection() {
        assertThat(Agreement.cosine(new double[] {1, 0}, new double[] {3, 3})).isCloseTo(Math.sqrt(0.5), within(1e-12));
        assertThat(Agreement.cosine(new double[] {1, 2}, new double[] {-2, -4})).isEqualTo(-1, within(1e-12));
        assertThat(Agreement.cosine(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .isNaN();
    }
}

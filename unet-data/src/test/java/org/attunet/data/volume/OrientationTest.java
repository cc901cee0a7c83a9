package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    private static Affine affine(double... rows) {
        double[][] matrix = new double[3][4];
        for (int n = 0; n < 9; n++) {
            matrix[n / 3][n % 3] = rows[n];
        }
        return Affine.of(matrix);
    }

    /**
     * Grids turned by more than 45° from every axis, where rules differ: {@code io_orientation} of nibabel 5.4, which takes the
     * columns of R = U Vᵀ in the order {@code argsort(min(-R**2, axis=0))}, computed with NumPy 1.24. Taking them from first to last,
     * as before nibabel 5.4, would give RSP, SPR, IAR and RIA.
     */
    @ParameterizedTest
    @CsvSource({
        "SLP, 1.2621 -2.8599 -0.5165 -0.5442 -0.432 -3.7333 1.2276 2.7489 -1.1241",
        "LSA, -1.4543 0.5536 0.9495 1.3513 -0.6291 0.9516 1.466 1.129 0.0647",
        "RAS, 0.6302 1.3292 0.8246 -0.6512 2.3384 -0.1267 -0.7181 -0.9538 0.8386",
        "RPI, 2.9186 0.4947 -0.6334 1.7199 -0.5255 2.0359 0.8031 -0.6722 -2.0579"
    })
    void theAxisThatIsClosestToAnyChoosesFirst(String code, String elements) {
        double[] rows = Arrays.stream(elements.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(Orientation.of(affine(rows)).code()).isEqualTo(code);
    }

    @Test
    void roundOffDecidesNothingBetweenTwoAxes() {
        double half = Math.sqrt(0.5);
        for (double off : new double[] {-1e-12, 0, 1e-12}) {
            Affine turned = affine(half + off, off - half, 0, half - off, half + off, 0, 0, 0, 1);
            assertThat(Orientation.of(turned).code()).isEqualTo("RAS");
        }
    }

    @Test
    void theDirectionsOfASquareGridAreItsColumns() {
        Affine mirrored = affine(0, -3, 0, 0, 0, 2, -0.5, 0, 0);
        double[][] directions = mirrored.directions();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat(directions[row][column])
                        .isCloseTo(mirrored.get(row, column) / mirrored.columnLength(column), within(1e-12));
            }
        }
        assertThat(Orientation.of(mirrored).code()).isEqualTo("ILA");
    }
}

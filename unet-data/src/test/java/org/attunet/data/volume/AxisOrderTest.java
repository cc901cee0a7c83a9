package org.attunet.data.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.volume.AxisOrder.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AxisOrderTest {
    /** Oblique: turned by 30° about the long axis, 0.7 × 0.7 × 2.5 mm. */
    private static final Geometry SCAN = new Geometry(new Size(3, 4, 5), Affine.of(new double[][] {
        {0.6062177826, -0.35, 0, 30}, {0.35, 0.6062177826, 0, -20}, {0, 0, 2.5, -7}
    }));

    private static Mask numbered(Geometry grid) {
        byte[] labels = new byte[grid.size().voxels()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) n;
        }
        return new Mask(grid, labels);
    }

    static Stream<AxisOrder> everyOrder() {
        return Stream.of("012", "021", "102", "120", "201", "210")
                .flatMap(permutation -> Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                        .map(flips -> AxisOrder.of(
                                permutation.chars().map(c -> c - '0').toArray(),
                                new boolean[] {(flips & 1) > 0, (flips & 2) > 0, (flips & 4) > 0})));
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void everyVoxelKeepsItsPlaceInTheBodyAndItsLabel(AxisOrder order) {
        Mask source = numbered(SCAN);
        Mask moved = order.of(source);
        Affine back = SCAN.affine().inverse();
        for (int k = 0; k < moved.size().z(); k++) {
            for (int j = 0; j < moved.size().y(); j++) {
                for (int i = 0; i < moved.size().x(); i++) {
                    double[] place = moved.geometry().affine().apply(i, j, k);
                    double[] index = back.apply(place[0], place[1], place[2]);
                    int a = (int) Math.round(index[0]);
                    int b = (int) Math.round(index[1]);
                    int c = (int) Math.round(index[2]);
                    assertThat(index[0]).isCloseTo(a, within(1e-6));
                    assertThat(moved.get(i, j, k)).isEqualTo(source.get(a, b, c));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void theOrderBetweenTwoGridsUndoesTheOther(AxisOrder order) {
        Mask moved = order.of(numbered(SCAN));
        AxisOrder back = AxisOrder.between(moved.geometry(), SCAN, 0.1).orElseThrow();

        assertThat(back.isIdentity()).isEqualTo(order.isIdentity());
        assertThat(back.of(moved).labels()).isEqualTo(numbered(SCAN).labels());
        assertThat(back.of(moved).geometry().cornerDistance(SCAN)).isLessThan(1e-9);
    }

    @Test
    void whatIsStoredAsPirHasItsAxesAndItsPlaceByHand() {
        Geometry ras = new Geometry(new Size(2, 3, 4), Affine.diagonal(new Spacing(1, 2, 3), 10, 20, 30));
        AxisOrder pir = AxisOrder.of(new int[] {1, 2, 0}, new boolean[] {true, true, false});

        assertThat(pir.of(ras).size()).isEqualTo(new Size(3, 4, 2));
        assertThat(pir.of(ras).orientation().code()).isEqualTo("PIR");
        assertThat(pir.of(ras).affine().apply(0, 0, 0)).containsExactly(10, 24, 39);
    }

    @Test
    void aShiftTheSpacingAndTheSizeAreNoOrder() {
        assertThat(AxisOrder.between(
                        SCAN, new Geometry(SCAN.size(), SCAN.affine().movedTo(0, 0, 1)), 0.1))
                .isEmpty();
        assertThat(AxisOrder.between(SCAN, new Geometry(new Size(3, 4, 6), SCAN.affine()), 0.1))
                .isEmpty();
        Geometry ten = new Geometry(Size.cube(10), Affine.diagonal(new Spacing(1, 1, 1), 0, 0, 0));
        assertThat(AxisOrder.between(
                        ten, new Geometry(ten.size(), Affine.diagonal(new Spacing(1, 1, 1.1), 0, 0, 0)), 0.1))
                .isEmpty();
        assertThat(AxisOrder.between(
                        ten, new Geometry(ten.size(), Affine.diagonal(new Spacing(1, 1, 1), 0, 0.09, 0)), 0.1))
                .map(AxisOrder::isIdentity)
                .isEqualTo(Optional.of(true));
    }

    @Test
    void anAxisTwiceIsRefused() {
        assertThatThrownBy(() -> new AxisOrder(List.of(new Axis(0, false), new Axis(0, true), new Axis(2, false))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each of the axes");
    }
}

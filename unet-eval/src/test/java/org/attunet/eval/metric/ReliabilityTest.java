package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static final Geometry GRID = Masks.grid(Size.cube(40), Spacing.isotropic(1));

    private static Volume uniform(long seed) {
        float[] p = new float[GRID.size().voxels()];
        Random random = new Random(seed);
        for (int n = 0; n < p.length; n++) {
            p[n] = random.nextFloat();
        }
        return Volume.of(GRID, p);
    }

    private static Mask drawn(Volume chance, long seed) {
        Random random = new Random(seed);
        return Masks.of(GRID, (i, j, k) -> random.nextFloat() < chance.get(i, j, k));
    }

    @Test
    void whoIsRightAsOftenAsHeSaysHasNoCalibrationError() {
        Volume p = uniform(1);
        Reliability reliability = Reliability.of(p::get, drawn(p, 2), 1);

        assertThat(reliability.expectedCalibrationError()).isLessThan(0.015);
        assertThat(reliability.bins().get(7).frequency()).isCloseTo(0.75, within(0.02));
        assertThat(reliability.bins().get(7).meanProbability()).isCloseTo(0.75, within(0.01));
    }

    @Test
    void whoIsAlwaysSureAndHalfRightIsHalfWrong() {
        float[] sure = new float[GRID.size().voxels()];
        Arrays.fill(sure, 1);
        Mask half = Masks.of(GRID, (i, j, k) -> i < 20);
        Reliability reliability = Reliability.of(n -> sure[n], half, 1);

        assertThat(reliability.expectedCalibrationError()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void whatIsMissedForSureIsCountedApart() {
        Mask some = Masks.of(GRID, (i, j, k) -> i < 2);
        Reliability reliability = Reliability.of(n -> 0, some, 1);

        assertThat(reliability.missed()).isEqualTo(3200);
        assertThat(reliability.voxels()).isZero();
        assertThat(reliability.expectedCalibrationError()).isNaN();
    }

    @Test
    void casesAddUp() {
        Volume p = uniform(5);
        Reliability one = Reliability.of(p::get, drawn(p, 6), 1);

        assertThat(one.plus(one).voxels()).isEqualTo(2 * one.voxels());
        assertThat(Reliability.NONE.plus(one)).isEqualTo(one);
    }
}

package org.attunet.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.Range;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

class LayoutSearchTest {
    private static final double DAY = 86_400;

    /** A CT of 400 × 400 × 240 mm with a pancreas of 150 × 90 × 80 mm. */
    private static DatasetSurvey abdomen(double... spacing) {
        return new DatasetSurvey(
                60, spacing, new double[] {400, 400, 240}, new double[] {150, 90, 80}, 2, new Range(-100, 200), 80, 40);
    }

    /**
     * A machine of simple arithmetic.
     *
     * @param most channels of full resolution times voxels that fit
     * @param speed the same in a second
     */
    private record Simple(double most, double speed) implements Capacity {
        @Override
        public boolean holds(Layout layout) {
            return work(layout) <= most;
        }

        @Override
        public double secondsPerStep(Layout layout) {
            return work(layout) / speed;
        }

        private static double work(Layout layout) {
            return (double) layout.widths().get(0) * layout.patch().voxels();
        }
    }

    private static Optional<Layout> find(DatasetSurvey data, double most, double speed) {
        return new LayoutSearch(data, new Simple(most, speed), DAY).find();
    }

    @Test
    void whereEverythingFitsThePatchGrowsOverTheScanOnItsOwnGrid() {
        Layout layout = find(abdomen(1.5, 1.5, 2), 1e12, 1e12).orElseThrow();
        assertThat(layout.spacing()).isEqualTo(new Spacing(1.5, 1.5, 2));
        assertThat(layout.widths()).containsExactly(32, 64, 128, 256);
        // 400 mm / 1.5 mm is more than the largest side; 240 mm / 2 mm = 120 voxels is the whole axis.
        assertThat(layout.patch()).isEqualTo(new Size(160, 160, 120));
    }

    @Test
    void littleMemoryMakesTheGridCoarserUntilAPatchOverTheOrganFits() {
        // 150, 90, 80 mm and a quarter at 2 mm: 96 × 64 × 56 voxels with 32 channels are 11.0 million, at 1.5 mm 128 ×
        // 80 × 72: 23.6.
        Layout layout = find(abdomen(0.75, 0.75, 1), 12e6, 1e12).orElseThrow();
        assertThat(layout.spacing()).isEqualTo(new Spacing(1.875, 1.875, 1.875));
        assertThat(layout.widths()).startsWith(32);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(layout.patch().along(axis) * layout.spacing().along(axis))
                    .isGreaterThanOrEqualTo(abdomen(1, 1, 1).organ()[axis]);
        }
        assertThat(Simple.work(layout)).isLessThanOrEqualTo(12e6);
    }

    @Test
    void littleTimeMakesTheNetworkNarrowerOnceTheOrganWouldBeLostOnACoarserGrid() {
        // 5000 steps in a day leave 17.28 s a step; 48 × 32 × 32 voxels at 4 mm take 31 s with 32 channels.
        Layout layout = find(abdomen(1, 1, 1), 1e12, 5e4).orElseThrow();
        assertThat(layout.widths()).startsWith(16);
        assertThat(80 / layout.spacing().z()).isGreaterThanOrEqualTo(12);
        assertThat(new LayoutSearch(abdomen(1, 1, 1), new Simple(1e12, 5e4), DAY).steps(layout))
                .isGreaterThanOrEqualTo(LayoutSearch.LEAST_STEPS);
    }

    @Test
    void thickSlicesStayWhileThePlaneBecomesCoarser() {
        Layout layout = find(abdomen(0.8, 0.8, 5), 3e6, 1e12).orElseThrow();
        assertThat(layout.spacing().z()).isEqualTo(5);
        assertThat(layout.spacing().x()).isGreaterThan(0.8).isLessThan(5);
    }

    @Test
    void patchesDivideByEveryHalving() {
        for (double spacing : List.of(0.7, 1.1, 2.3, 3.9)) {
            Layout layout = find(abdomen(spacing, spacing, spacing), 2e7, 1e9).orElseThrow();
            assertThat(Arrays.stream(layout.patch().toArray()))
                    .allSatisfy(side -> assertThat(side % 8).isZero());
        }
    }

    @Test
    void whereNothingHasEnoughStepsTheLayoutWithMostOfThemIsTaken() {
        Layout layout = find(abdomen(1, 1, 1), 1e12, 10).orElseThrow();
        assertThat(layout.widths()).startsWith(8);
        assertThat(layout.spacing()).isEqualTo(Spacing.isotropic(4));
    }

    @Test
    void whereNothingFitsThereIsNoLayout() {
        assertThat(find(abdomen(1, 1, 1), 1000, 1e12)).isEmpty();
    }
}

package org.attunet.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.junit.jupiter.api.Test;

class ErrorsByDistanceTest {
    private static final Geometry GRID = Masks.grid(new Size(40, 20, 20), new Spacing(1, 1, 2));
    private static final Mask LABEL =
            Masks.of(GRID, (i, j, k) -> i >= 5 && i < 15 && j >= 5 && j < 15 && k >= 5 && k < 15);

    private static ErrorsByDistance errors(Mask prediction) {
        return ErrorsByDistance.of(new MaskPair(prediction, LABEL), 1);
    }

    @Test
    void aSpeckFarAwayLiesInTheLastBandAndAMissingVoxelOfTheSurfaceInTheFirst() {
        Mask prediction = Masks.of(
                GRID,
                (i, j, k) ->
                        (i == 35 && j == 10 && k == 10) || (LABEL.get(i, j, k) == 1 && !(i == 5 && j == 5 && k == 5)));
        List<ErrorsByDistance.Band> bands = errors(prediction).bands();

        assertThat(bands.get(0).missedMl()).isCloseTo(0.002, within(1e-12));
        assertThat(bands.get(4).inventedMl()).isCloseTo(0.002, within(1e-12));
        assertThat(bands.stream()
                        .mapToDouble(band -> band.missedMl() + band.inventedMl())
                        .sum())
                .isCloseTo(0.004, within(1e-12));
    }

    @Test
    void whatIsMissedInTheMiddleIsAsFarFromTheBorderAsItIsDeep() {
        Mask prediction = Masks.of(GRID, (i, j, k) -> LABEL.get(i, j, k) == 1 && !(i == 9 && j == 9 && k == 9));

        // The nearest voxel outside lies 5 mm off.
        assertThat(errors(prediction).bands().get(2).missedMl()).isCloseTo(0.002, within(1e-12));
    }

    @Test
    void aLayerTooFewAndALayerTooManyAreEquallyNear() {
        Geometry coarse = Masks.grid(new Size(20, 3, 3), new Spacing(5, 9, 9));
        Mask label = Masks.of(coarse, (i, j, k) -> i >= 5 && i < 15);
        Mask shifted = Masks.of(coarse, (i, j, k) -> i >= 6 && i < 16);
        List<ErrorsByDistance.Band> bands =
                ErrorsByDistance.of(new MaskPair(shifted, label), 1).bands();

        // A layer of 3·3 voxels of 0.405 ml on either side, a step of 5 mm across the border.
        assertThat(bands.get(2).missedMl()).isCloseTo(3.645, within(1e-12));
        assertThat(bands.get(2).inventedMl()).isCloseTo(3.645, within(1e-12));
    }

    @Test
    void whereTheLabelReachesTheEdgeOfTheImageTheBorderIsThere() {
        Mask all = Masks.of(GRID, (i, j, k) -> true);
        Mask prediction = Masks.of(GRID, (i, j, k) -> i != 0);

        assertThat(ErrorsByDistance.of(new MaskPair(prediction, all), 1)
                        .bands()
                        .get(0)
                        .missedMl())
                .isCloseTo(0.8, within(1e-12));
    }

    @Test
    void withoutALabelThereIsNoBorder() {
        Mask nothing = Masks.of(GRID, (i, j, k) -> false);

        assertThat(ErrorsByDistance.of(new MaskPair(LABEL, nothing), 1).bands()).isEmpty();
        assertThat(ErrorsByDistance.of(new MaskPair(nothing, nothing), 1).bands())
                .isEmpty();
    }

    @Test
    void theMeanLeavesOutCasesWithoutALabel() {
        Mask nothing = Masks.of(GRID, (i, j, k) -> false);
        ErrorsByDistance all = errors(nothing);
        ErrorsByDistance mean = ErrorsByDistance.mean(List.of(all, new ErrorsByDistance(List.of()), errors(LABEL)));

        assertThat(mean.bands().get(0).missedMl()).isCloseTo(all.bands().get(0).missedMl() / 2, within(1e-12));
        assertThat(ErrorsByDistance.mean(List.of()).bands()).isEmpty();
    }
}

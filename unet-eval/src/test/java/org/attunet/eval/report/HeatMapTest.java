package org.attunet.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.metric.MaskPair;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final Geometry COARSE =
            new Geometry(new Size(2, 2, 2), Affine.diagonal(Spacing.isotropic(40), 20, 20, 20));
    /** 80 mm along each axis, as the map's. */
    private static final Geometry CT =
            new Geometry(new Size(40, 40, 20), Affine.diagonal(new Spacing(2, 2, 4), 1, 1, 2));

    /** 0 to the patient's left, 100 to the right, on all lines alike. */
    private static HeatMap right() {
        return new HeatMap("right", Volume.of(COARSE, new short[] {0, 100, 0, 100, 0, 100, 0, 100}), 100);
    }

    @Test
    void valuesAreInterpolatedAndBeyondTheMapThereIsNone() {
        HeatMap map = right();

        assertThat(map.at(new double[] {0.25, 0.5, 1})).isCloseTo(0.25, within(1e-12));
        assertThat(map.at(new double[] {1.4, 0, 0})).isEqualTo(1);
        assertThat(map.at(new double[] {1.6, 0, 0})).isZero();
    }

    /** Whoever sees no hues still sees more from less. */
    @Test
    void coloursGetBrighterAllTheWay() {
        double before = -1;
        for (double share = 0; share <= 1; share += 0.05) {
            Color colour = HeatMap.colour(share);
            double luminance = 0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
            assertThat(luminance).isGreaterThan(before);
            before = luminance;
        }
    }

    /** The map is on a grid of its own; the picture shows the patient's right, where it is 1, at the left. */
    @Test
    void aMapIsDrawnWhereItLiesInTheBody() {
        Mask nothing = new Mask(CT, new byte[CT.size().voxels()]);
        short[] hu = new short[CT.size().voxels()];
        Arrays.fill(hu, (short) 40);
        BufferedImage picture = new Overlay(
                        Volume.of(CT, hu), new MaskPair(nothing, nothing), 1, GreyWindow.ABDOMEN, Optional.of(right()))
                .render("case", "");
        Color left = new Color(picture.getRGB(4 + 70, 44 + 160));
        Color right = new Color(picture.getRGB(4 + 250, 44 + 160));

        assertThat(left.getRed() - left.getBlue()).isGreaterThan(60);
        assertThat(Math.abs(right.getRed() - right.getBlue())).isLessThan(10);
    }
}

package org.attunet.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;

class HuHistogramTest {
    @Test
    void quantilesMeanAndDeviationAreThoseOfTheValues() {
        HuHistogram values = new HuHistogram();
        for (int hu : new int[] {-10, 0, 10, 20}) {
            values.add(hu);
        }
        assertThat(values.quantile(0)).isEqualTo(-10);
        assertThat(values.quantile(0.5)).isEqualTo(0);
        assertThat(values.quantile(0.75)).isEqualTo(10);
        assertThat(values.quantile(1)).isEqualTo(20);
        assertThat(values.mean()).isEqualTo(5);
        assertThat(values.standardDeviation()).isEqualTo(Math.sqrt(125), within(1e-12)); // (225 + 25 + 25 + 225) / 4
    }

    @Test
    void onlyLabelledVoxelsCountAndWhatNoTissueHasIsClipped() {
        Geometry grid = new Geometry(new Size(4, 1, 1), Affine.diagonal(Spacing.isotropic(1), 0, 0, 0));
        HuHistogram values = new HuHistogram();
        assertThat(values.isEmpty()).isTrue();
        values.add(Volume.of(grid, new short[] {-3000, 40, 7, 30_000}), new Mask(grid, new byte[] {1, 0, 2, 1}));
        assertThat(values.quantile(0)).isEqualTo(-1100);
        assertThat(values.quantile(0.5)).isEqualTo(7);
        assertThat(values.quantile(1)).isEqualTo(4100);
    }
}

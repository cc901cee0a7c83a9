package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;

class TemperatureFitTest {
    private static final Geometry GRID =
            new Geometry(new Size(40, 40, 40), Affine.diagonal(new Spacing(1, 1, 1), 0, 0, 0));

    private static List<Volume> logits(float[] organ) {
        return List.of(Volume.of(GRID, new float[organ.length]), Volume.of(GRID, organ));
    }

    /**
     * Labels are drawn with the probabilities of logits z, and the network says factor · z. Then the best temperature is the factor. Its
     * standard error is about 1/sqrt(n · mean(z² p (1 − p))), below 1 % for 64,000 voxels.
     */
    private static Calibration fitted(double factor) {
        Random random = new Random(7);
        float[] said = new float[GRID.size().voxels()];
        byte[] labels = new byte[said.length];
        for (int n = 0; n < said.length; n++) {
            double logit = 2 * random.nextGaussian();
            labels[n] = (byte) (random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0);
            said[n] = (float) (factor * logit);
        }
        TemperatureFit fit = new TemperatureFit();
        fit.add(logits(said), new Mask(GRID, labels));
        return fit.fit();
    }

    @Test
    void theTemperatureIsHowMuchTooSureTheNetworkIs() {
        assertThat(fitted(1).temperature()).isCloseTo(1, within(0.04));
        assertThat(fitted(2).temperature()).isCloseTo(2, within(0.06));
        assertThat(fitted(0.5).temperature()).isCloseTo(0.5, within(0.03));
    }

    /**
     * The network says 0.5 % everywhere, and that is how many voxels are an organ: it is right, though none of the organ is found. By the
     * voxels near the organ alone it would be wrong throughout.
     */
    @Test
    void anOrganThatIsMissedAsOftenAsTheNetworkSaysLeavesTheTemperature() {
        float[] said = new float[GRID.size().voxels()];
        Arrays.fill(said, (float) Math.log(0.005 / 0.995));
        byte[] labels = new byte[said.length];
        for (int n = 0; n < labels.length; n += 200) {
            labels[n] = 1;
        }
        TemperatureFit fit = new TemperatureFit();
        fit.add(logits(said), new Mask(GRID, labels));
        assertThat(fit.fit().temperature()).isCloseTo(1, within(1e-3));
    }

    /** As many as are taken stand for three times as many here. */
    @Test
    void aVoxelCountsForThoseThatItStandsFor() {
        Geometry grid = new Geometry(new Size(100, 100, 30), Affine.diagonal(new Spacing(1, 1, 1), 0, 0, 0));
        float[] said = new float[grid.size().voxels()];
        Arrays.fill(said, (float) Math.log(0.001 / 0.999));
        byte[] labels = new byte[said.length];
        for (int n = 0; n < labels.length; n += 1000) {
            labels[n] = 1;
        }
        TemperatureFit fit = new TemperatureFit();
        fit.add(List.of(Volume.of(grid, new float[said.length]), Volume.of(grid, said)), new Mask(grid, labels));
        Calibration found = fit.fit();
        assertThat(found.temperature()).isCloseTo(1, within(1e-3));
        assertThat(found.voxels()).isEqualTo(300 + 299_700 / 3);
    }

    @Test
    void theLabelsAreMoreLikelyThanBefore() {
        Calibration calibration = fitted(2);
        assertThat(calibration.lossAfter()).isLessThan(calibration.lossBefore());
        assertThat(calibration.cases()).isEqualTo(1);
        assertThat(calibration.isFitted()).isTrue();
    }

    /** Ever surer is ever better: the range ends. */
    @Test
    void aNetworkThatNeverErrsGetsTheLowestTemperature() {
        float[] said = new float[GRID.size().voxels()];
        byte[] labels = new byte[said.length];
        for (int n = 0; n < said.length; n++) {
            labels[n] = (byte) (n % 2);
            said[n] = labels[n] == 1 ? 1 : -1;
        }
        TemperatureFit fit = new TemperatureFit();
        fit.add(logits(said), new Mask(GRID, labels));
        assertThat(fit.fit().temperature()).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void withoutVoxelsNearAnOrganNothingIsFitted() {
        float[] said = new float[GRID.size().voxels()];
        Arrays.fill(said, -20);
        TemperatureFit fit = new TemperatureFit();
        fit.add(logits(said), new Mask(GRID, new byte[said.length]));
        assertThat(fit.fit()).isEqualTo(Calibration.NONE);
    }
}

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
        // Voxels that such networks give less than 1 % and that are no organ are not looked at, so the fit is a little
        // higher.
        assertThat(fitted(2).temperature()).isBetween(1.9, 2.3);
        assertThat(fitted(0.5).temperature()).isCloseTo(0.5, within(0.03));
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

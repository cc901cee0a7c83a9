package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class SegmenterTest {
    /** Runs left, posterior and down; fine in plane. */
    private static final Geometry SCAN = new Geometry(new Size(40, 36, 14), Affine.of(new double[][] {
        {-0.8, 0, 0, 60}, {0, -0.8, 0, 20}, {0, 0, -2.5, -7}, {0, 0, 0, 1}
    }));

    private static Volume scan() {
        short[] hu = new short[SCAN.size().voxels()];
        for (int n = 0; n < hu.length; n++) {
            hu[n] = -100;
        }
        for (int k = 4; k < 9; k++) {
            for (int j = 10; j < 22; j++) {
                for (int i = 6; i < 20; i++) {
                    hu[SCAN.size().index(i, j, k)] = 100;
                }
            }
        }
        return Volume.of(SCAN, hu);
    }

    private static NetworkSegmenter segmenter(double millimetres, Predictor predictor) {
        PreprocessingSettings settings = new PreprocessingSettings(
                "test",
                Intensity.window(-150, 150, 0, 75),
                PreprocessingSettings.Crop.NONE,
                Optional.of(Spacing.isotropic(millimetres)),
                Optional.of(Size.cube(16)));
        return new NetworkSegmenter(
                Pipeline.of(settings), new SlidingWindow(InferenceSettings.of(Size.cube(16))), predictor);
    }

    /** Calls bright what is bright. */
    private static final Predictor BRIGHT = Formulas.copying();

    @Test
    void aMaskLiesOnTheScansOwnGridAndInTheRightPlace() {
        Mask mask = segmenter(1, BRIGHT).segment(scan()).mask();

        assertThat(mask.geometry()).isEqualTo(SCAN);
        Volume scan = scan();
        int wrong = 0;
        for (int n = 0; n < SCAN.size().voxels(); n++) {
            wrong += (scan.get(n) > 0) == (mask.get(n) == 1) ? 0 : 1;
        }
        // Twice linear interpolation moves the border by less than a voxel; inside and outside nothing is wrong.
        assertThat(wrong).isLessThan(14 * 12 * 5 / 10);
        assertThat(mask.get(12, 15, 6)).isEqualTo(1);
        assertThat(mask.get(27, 20, 7)).isZero();
    }

    /** A long scan is a quarter of what a prediction takes in memory. */
    @Test
    void whatIsPreparedDoesNotHoldTheScan() {
        NetworkSegmenter segmenter = segmenter(1, BRIGHT);
        List<WeakReference<short[]>> voxels = new ArrayList<>();
        PreparedImage prepared = prepared(segmenter, voxels);
        System.gc();

        assertThat(voxels.get(0).get()).isNull();
        assertThat(prepared.decide(Progress.NONE).mask().labels())
                .isEqualTo(segmenter.segment(scan()).mask().labels());
    }

    /** A frame of its own, whose variables are gone. */
    private static PreparedImage prepared(NetworkSegmenter segmenter, List<WeakReference<short[]>> voxels) {
        Volume scan = scan();
        voxels.add(new WeakReference<>(scan.shorts()));
        return segmenter.prepare(scan);
    }

    @Test
    void probabilitiesSumToOneAndAgreeWithTheMask() {
        NetworkSegmentation segmentation = segmenter(2, BRIGHT).segment(scan(), Progress.NONE);
        List<Volume> probabilities = segmentation.probabilities();
        Mask mask = segmentation.mask();

        for (int n = 0; n < SCAN.size().voxels(); n += 7) {
            float p0 = probabilities.get(0).get(n);
            float p1 = probabilities.get(1).get(n);
            assertThat(p0 + p1).isCloseTo(1, within(1e-5f));
            if (Math.abs(p1 - p0) > 1e-4) {
                assertThat(mask.get(n)).isEqualTo(p1 > p0 ? 1 : 0);
            }
        }
        assertThat(segmentation.networkMask().geometry().spacing()).isEqualTo(Spacing.isotropic(2));
    }

    /** Logits are divided by it, so that odds take their root; the mask is that of the logits. */
    @Test
    void aTemperatureChangesProbabilitiesAndNoMask() {
        NetworkSegmentation own = segmenter(2, BRIGHT).segment(scan(), Progress.NONE);
        NetworkSegmentation cooler = new NetworkSegmentation(own.processed(), own.logits(), List.of(), 2);
        float before = own.probabilities().get(1).get(12, 15, 6);
        float after = cooler.probabilities().get(1).get(12, 15, 6);

        assertThat(cooler.mask().labels()).isEqualTo(own.mask().labels());
        assertThat(after / (1 - after)).isCloseTo((float) Math.sqrt(before / (1 - before)), within(1e-4f));
        assertThat(cooler.uncalibrated()).isEqualTo(own);
        int index = own.logits().get(1).size().index(6, 7, 4);
        double odds = own.networkProbability(1, index) / own.networkProbability(0, index);
        assertThat(cooler.networkProbability(1, index) / cooler.networkProbability(0, index))
                .isCloseTo(Math.sqrt(odds), within(1e-6));
    }

    @Test
    void anEnsembleOfOneNetworkAgreesWithIt() {
        NetworkSegmenter one = segmenter(1, BRIGHT);
        EnsembleSegmenter ensemble = new EnsembleSegmenter(List.of(one, one));

        assertThat(ensemble.segment(scan()).mask().labels())
                .isEqualTo(one.segment(scan()).mask().labels());
    }

    @Test
    void anEnsembleMeansProbabilitiesAcrossGrids() {
        Predictor undecided = batch -> Nd4j.concat(1, batch.mul(0), batch.mul(0));
        EnsembleSegmenter ensemble = new EnsembleSegmenter(List.of(segmenter(1, BRIGHT), segmenter(2, undecided)));
        float alone =
                segmenter(1, BRIGHT).segment(scan()).probabilities().get(1).get(12, 15, 6);

        assertThat(ensemble.segment(scan()).probabilities().get(1).get(12, 15, 6))
                .isCloseTo((alone + 0.5f) / 2, within(1e-6f));
    }

    @Test
    void anEnsemblesProgressRunsOnceFromStartToEnd() {
        List<Integer> seen = new ArrayList<>();
        new EnsembleSegmenter(List.of(segmenter(2, BRIGHT), segmenter(2, BRIGHT)))
                .segment(scan(), (done, total) -> seen.add(100 * done / total));

        assertThat(seen).isSorted().endsWith(100).doesNotHaveDuplicates();
    }

    @Test
    void modelsOfOtherClassesMakeNoEnsemble() {
        Predictor three = batch -> Nd4j.concat(1, batch, batch, batch);
        EnsembleSegmenter ensemble = new EnsembleSegmenter(List.of(segmenter(2, BRIGHT), segmenter(2, three)));

        assertThatThrownBy(() -> ensemble.segment(scan()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("same classes");
    }
}

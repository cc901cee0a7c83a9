package org.attunet.eval.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attunet.data.BadInput;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.PreprocessingSettings.Crop;
import org.attunet.data.transform.Range;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Formulas.Counting;
import org.junit.jupiter.api.Test;

/** A scan of 96³ voxels of 2 mm; the fine network sees these, the coarse one voxels of 4 mm. Tissue is at -100 HU. */
class CoarseSearchTest {
    private static final Geometry SCAN = new Geometry(new Size(96, 96, 96), Affine.of(new double[][] {
        {-2, 0, 0, 90}, {0, 2, 0, -60}, {0, 0, 2, 300}, {0, 0, 0, 1}
    }));

    /** 20×16×12 voxels of 2 mm: 30.7 ml. */
    private static final Box ORGAN = new Box(40, 44, 50, 60, 60, 62);

    private static final short BRIGHT = 100;
    /** Background to the coarse network. */
    private static final short FAINT = 20;

    private static Volume scan() {
        short[] hu = new short[SCAN.size().voxels()];
        Arrays.fill(hu, (short) -100);
        return with(Volume.of(SCAN, hu), ORGAN, BRIGHT);
    }

    private static Volume with(Volume scan, Box box, short hu) {
        short[] changed = scan.shorts().clone();
        for (int k = box.z0(); k < box.z1(); k++) {
            for (int j = box.y0(); j < box.y1(); j++) {
                for (int i = box.x0(); i < box.x1(); i++) {
                    changed[SCAN.size().index(i, j, k)] = hu;
                }
            }
        }
        return Volume.of(SCAN, changed);
    }

    /** Calls organ what is above {@code threshold} HU. */
    private static NetworkSegmenter network(double millimetres, double threshold, Predictor predictor) {
        PreprocessingSettings settings = new PreprocessingSettings(
                "test",
                Intensity.window(-150, 150, threshold, 100),
                Crop.NONE,
                Optional.of(Spacing.isotropic(millimetres)),
                Optional.of(Size.cube(16)));
        return new NetworkSegmenter(
                Pipeline.of(settings), new SlidingWindow(InferenceSettings.of(Size.cube(16))), predictor);
    }

    private static final CoarseSettings SETTINGS = new CoarseSettings(Optional.of("coarse"), 20, new Range(10, 100));

    private static NetworkSegmenter alone(Predictor predictor) {
        return network(2, 0, predictor);
    }

    private static NetworkSegmenter fine(Predictor predictor) {
        NetworkSegmenter alone = alone(predictor);
        CoarseSearch search = new CoarseSearch(network(4, 50, Formulas.copying()), SETTINGS);
        return new NetworkSegmenter(
                alone.pipeline(), alone.window(), alone.predictor(), Optional.of(search), 1, Optional.empty());
    }

    @Test
    void whatTheCoarseNetworkMissesByLessThanTheMarginIsNotLost() {
        // A tail of 9 voxels, 18 mm, towards every side of which the coarse network sees nothing.
        Volume scan = with(scan(), new Box(31, 44, 50, 40, 60, 62), FAINT);
        scan = with(scan, new Box(40, 44, 41, 60, 60, 50), FAINT);

        NetworkSegmentation found = fine(Formulas.copying()).segment(scan, Progress.NONE);

        assertThat(found.mask().labels())
                .isEqualTo(alone(Formulas.copying()).segment(scan).mask().labels());
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void whatLiesFurtherAwayIsNotLookedAt() {
        Volume scan = with(scan(), new Box(2, 2, 2, 10, 10, 10), FAINT);

        assertThat(alone(Formulas.copying()).segment(scan).mask().get(5, 5, 5)).isEqualTo(1);
        NetworkSegmentation found = fine(Formulas.copying()).segment(scan, Progress.NONE);
        assertThat(found.mask().get(5, 5, 5)).isZero();
        assertThat(found.mask().get(50, 50, 55)).isEqualTo(1);
        assertThat(found.probabilities().get(0).get(5, 5, 5)).isGreaterThan(0.999f);
    }

    /** Organ and margin are some 42 voxels of 96 along each axis: four windows of eight along an axis at most. */
    @Test
    void fewerWindowsAreShown() {
        Counting everywhere = new Counting(Formulas.copying());
        Counting there = new Counting(Formulas.copying());
        alone(everywhere).segment(scan());
        fine(there).segment(scan());

        assertThat(everywhere.patches()).isEqualTo(512);
        assertThat(there.patches()).isLessThan(100);
    }

    /** Windows begin at the box; a network that sees where in a window it is answers as if the box were all there is. */
    @Test
    void withinTheBoxTheAnswerIsTheFineNetworksOwn() {
        NetworkSegmenter fine = fine(Formulas.position());
        NetworkSegmentation found = fine.segment(scan(), Progress.NONE);
        Volume shown = found.processed().sample().image();
        Box box = fine.search()
                .orElseThrow()
                .find(scan(), Progress.NONE)
                .on(shown.geometry(), Size.cube(16))
                .orElseThrow();
        Cutout cutout = new Cutout(shown.geometry(), box);

        Volume[] expected = fine.window().run(cutout.of(shown), Formulas.position());

        for (int c = 0; c < 2; c++) {
            assertThat(cutout.of(found.logits().get(c)).floats()).isEqualTo(expected[c].floats());
        }
    }

    private static void everywhere(Volume scan, String why) {
        NetworkSegmentation found = fine(Formulas.copying()).segment(scan, Progress.NONE);
        assertThat(found.mask().labels())
                .isEqualTo(alone(Formulas.copying()).segment(scan).mask().labels());
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(BadInput.M8);
            assertThat(finding.message()).contains("coarse network coarse", why, "the whole scan was looked at");
        });
    }

    @Test
    void aCoarseMaskThatIsEmptyIsNotBelieved() {
        everywhere(with(scan(), ORGAN, FAINT), "found nothing");
    }

    @Test
    void aCoarseMaskInPiecesFarApartIsNotBelieved() {
        // 32 voxels, 64 mm, between them.
        everywhere(with(scan(), new Box(40, 44, 8, 60, 60, 18), BRIGHT), "pieces more than 50 mm from each other");
    }

    @Test
    void piecesNearEachOtherAreLookedAtTogether() {
        Volume scan = with(scan(), new Box(40, 44, 25, 60, 60, 35), BRIGHT);
        NetworkSegmentation found = fine(Formulas.copying()).segment(scan, Progress.NONE);

        assertThat(found.findings()).isEmpty();
        assertThat(found.mask().labels())
                .isEqualTo(alone(Formulas.copying()).segment(scan).mask().labels());
    }

    @Test
    void aSpeckFarAwayDecidesNothing() {
        Volume scan = with(scan(), new Box(40, 44, 8, 44, 48, 12), BRIGHT);

        assertThat(fine(Formulas.copying()).segment(scan, Progress.NONE).findings())
                .isEmpty();
    }

    @Test
    void aCoarseMaskAtTheScansBorderIsNotBelieved() {
        everywhere(with(scan(), new Box(44, 44, 60, 50, 50, 96), BRIGHT), "at the scan's border");
    }

    @Test
    void aCoarseMaskOfAVolumeThatNoOrganHasIsNotBelieved() {
        everywhere(
                with(scan(), new Box(20, 20, 20, 60, 60, 62), BRIGHT), "inference.coarse-volume expects 10.0 to 100.0");
        everywhere(with(with(scan(), ORGAN, (short) -100), new Box(44, 44, 50, 48, 48, 54), BRIGHT), "found 0.");
    }

    @Test
    void anEnsembleSaysWhatItsMembersSay() {
        Volume scan = with(scan(), ORGAN, FAINT);
        EnsembleSegmenter both = new EnsembleSegmenter(List.of(fine(Formulas.copying()), alone(Formulas.copying())));

        assertThat(both.segment(scan).findings()).hasSize(1);
    }
}

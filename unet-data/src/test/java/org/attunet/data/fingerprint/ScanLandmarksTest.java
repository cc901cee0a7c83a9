package org.attunet.data.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bounds are far from what is found: see the figures in docs/leak-check.md. */
class ScanLandmarksTest {
    private static final int SCANS = 4;

    private static List<Volume> scans;
    private static List<ScanLandmarks> landmarks;

    @BeforeAll
    static void scan() {
        PhantomSettings settings = PhantomSettings.cube(SCANS, 64, 11, Difficulty.MEDIUM);
        scans = IntStream.rangeClosed(1, SCANS)
                .mapToObj(number -> Phantom.generate(settings, number).image())
                .toList();
        landmarks = scans.stream().map(ScanLandmarks::of).toList();
    }

    private static void requireRecognised(UnaryOperator<Volume> change) {
        for (int n = 0; n < SCANS; n++) {
            ScanLandmarks changed = ScanLandmarks.of(change.apply(scans.get(n)));
            assertThat(changed.shared(landmarks.get(n).fingerprint()))
                    .as("landmarks of scan %d", n + 1)
                    .isGreaterThanOrEqualTo(Fingerprint.SHARED);
        }
    }

    @Test
    void aResampledScanIsRecognised() {
        requireRecognised(scan -> ChangedScans.resampled(scan, 2, 2, 2));
        requireRecognised(scan -> ChangedScans.resampled(scan, 1.5, 1.5, 5));
    }

    @Test
    void aCroppedScanIsRecognised() {
        requireRecognised(scan -> ChangedScans.cropped(scan, 0.7, 0.7, 0.7));
    }

    @Test
    void aScanInAnotherOrderOfAxesHasTheSameLandmarks() {
        ScanLandmarks reordered = ScanLandmarks.of(ChangedScans.reordered(scans.get(0)));
        Fingerprint known = landmarks.get(0).fingerprint();
        assertThat(reordered.shared(known)).isEqualTo(known.descriptors().size());
    }

    @Test
    void aConstantThatIsAddedChangesNothing() {
        ScanLandmarks stored = ScanLandmarks.of(ChangedScans.shifted(scans.get(0), 1024));
        Fingerprint known = landmarks.get(0).fingerprint();
        assertThat(stored.shared(known)).isEqualTo(known.descriptors().size());
    }

    @Test
    void allOfItTogetherIsRecognised() {
        requireRecognised(scan -> ChangedScans.reordered(ChangedScans.shifted(
                ChangedScans.resampled(ChangedScans.cropped(scan, 0.75, 0.75, 0.75), 2, 2, 2), -40)));
    }

    @Test
    void anotherBodyIsAnother() {
        for (int n = 0; n < SCANS; n++) {
            for (int m = 0; m < SCANS; m++) {
                if (n != m) {
                    assertThat(landmarks.get(n).shared(landmarks.get(m).fingerprint()))
                            .as("landmarks of scan %d in scan %d", m + 1, n + 1)
                            .isLessThan(Fingerprint.SHARED);
                }
            }
        }
    }

    @Test
    void theKnownScanThatHasMostInCommonIsNamed() {
        KnownScans known = new KnownScans(Map.of(
                "first", landmarks.get(0).fingerprint(),
                "second", landmarks.get(1).fingerprint()));
        assertThat(known.find(landmarks.get(1)).map(KnownScans.Match::name)).contains("second");
        assertThat(known.find(landmarks.get(2))).isEmpty();
    }

    @Test
    void aFingerprintIsAtMostFourKilobytesAndReadsBackAsItWasWritten() {
        Fingerprint written = landmarks.get(0).fingerprint();
        Fingerprint read = Fingerprint.parse(written.text());
        assertThat(read.descriptors()).isEqualTo(written.descriptors()).hasSizeLessThanOrEqualTo(Fingerprint.MOST);
        assertThat(written.text()).startsWith("landmarks-1:").hasSizeLessThan(5600);
    }

    @Test
    void whatIsNoFingerprintIsRefused() {
        assertThatThrownBy(() -> Fingerprint.parse("landmarks-2:AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fingerprint.parse("landmarks-1:AAAA"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes a landmark");
        assertThatThrownBy(() -> Fingerprint.parse("landmarks-1:***")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyScanHasTooLittleToBeRecognisedBy() {
        Volume empty =
                Volume.of(scans.get(0).geometry(), new float[scans.get(0).size().voxels()]);
        assertThat(ScanLandmarks.of(empty).fingerprint().isUsable()).isFalse();
    }
}

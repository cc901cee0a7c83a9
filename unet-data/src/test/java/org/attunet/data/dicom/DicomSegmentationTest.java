package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks of series in, DICOM segmentations out. */
class DicomSegmentationTest {
    private static final int DEPTH = 6;
    private static final int PLANE = Slice.COLUMNS * Slice.ROWS;
    private static final SegmentationNotes NOTES =
            new SegmentationNotes(List.of("pancreas", "cyst"), "baseline, run 7", "1.0");

    @TempDir
    Path folder;

    /** A series that lies aslant, of a patient who has a name. */
    private DicomVolume oblique() throws IOException {
        List<Slice> slices = Slice.series(DEPTH);
        for (int k = 0; k < DEPTH; k++) {
            slices.get(k)
                    .text(Tags.PATIENT_NAME, "PN", "Doe^Jane")
                    .text(Tags.PATIENT_ID, "LO", "X4711")
                    .text(Tags.BIRTH_DATE, "DA", "19500203")
                    .text(Tags.STUDY_DATE, "DA", "20130507")
                    .text(Tags.FRAME_OF_REFERENCE, "UI", "2.25.99")
                    .text(Tags.ORIENTATION, "DS", "0.8\\0.6\\0\\-0.6\\0.8\\0")
                    .position(-14, -20, 100 + Slice.STEP * k);
        }
        return load(slices, DicomOptions.STRICT);
    }

    private DicomVolume load(List<Slice> slices, DicomOptions options) throws IOException {
        return DicomScan.scan(Slice.write(folder.resolve("ct"), slices))
                .single(options)
                .load(options);
    }

    /** Pancreas in slices 1 and 3, among them the first and the last pixel; a cyst in slice 3. */
    private static Mask mask(DicomVolume ct) {
        byte[] labels = new byte[ct.volume().size().voxels()];
        labels[PLANE] = 1;
        labels[3 * PLANE + 10] = 1;
        labels[3 * PLANE + 11] = 2;
        labels[4 * PLANE - 1] = 1;
        return new Mask(ct.volume().geometry(), labels);
    }

    private Path written(DicomVolume ct, Mask mask) {
        Path file = folder.resolve("seg.dcm");
        DicomSegmentation.write(mask, ct.source(), NOTES, file);
        return file;
    }

    private static DataSet read(Path file) throws IOException {
        return Part10.read(Files.readAllBytes(file)).orElseThrow();
    }

    private static DataSet only(DataSet set, int sequence) {
        List<DataSet> items = StoredSegmentation.items(set, sequence);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void aFrameHoldsOneBitAPixelTheFirstInTheLowestBit() throws IOException {
        DicomVolume ct = oblique();
        DataSet set = read(written(ct, mask(ct)));
        assertThat(set.text(Tags.SOP_CLASS)).isEqualTo("1.2.840.10008.5.1.4.1.1.66.4");
        assertThat(set.text(Tags.FRAMES)).isEqualTo("3");
        DataSet.Element pixels = set.element(Tags.PIXELS).orElseThrow();
        assertThat(pixels.length()).isEqualTo(3 * PLANE / 8);
        byte[] expected = new byte[3 * PLANE / 8];
        expected[0] = 1;
        expected[PLANE / 8 + 1] = 1 << 2;
        expected[2 * PLANE / 8 - 1] = (byte) 0x80;
        expected[2 * PLANE / 8 + 1] = 1 << 3;
        assertThat(set.bytes())
                .containsSequence(expected)
                .hasSizeGreaterThan(expected.length)
                .endsWith(expected);
    }

    @Test
    void everyFrameNamesItsPlaceItsSegmentAndTheImageItWasMadeFrom() throws IOException {
        DicomVolume ct = oblique();
        DataSet set = read(written(ct, mask(ct)));
        List<DataSet> frames = StoredSegmentation.items(set, SegmentationTags.FRAME_GROUPS);
        int[] slices = {1, 3, 3};
        int[] labels = {1, 1, 2};
        for (int f = 0; f < 3; f++) {
            DataSet image = only(only(frames.get(f), SegmentationTags.DERIVATION), SegmentationTags.SOURCE_IMAGES);
            assertThat(image.text(SegmentationTags.REFERENCED_INSTANCE)).isEqualTo("2.25.10." + slices[f]);
            assertThat(image.text(SegmentationTags.LOCATIONS_PRESERVED)).isEqualTo("YES");
            assertThat(only(frames.get(f), SegmentationTags.PLANE_POSITION)
                            .numbers(Tags.POSITION)
                            .orElseThrow())
                    .containsExactly(new double[] {-14, -20, 100 + Slice.STEP * slices[f]}, within(1e-6));
            assertThat(only(frames.get(f), SegmentationTags.SEGMENT_OF_FRAME)
                            .unsigned(SegmentationTags.REFERENCED_SEGMENT))
                    .hasValue(labels[f]);
        }
        DataSet shared = only(set, SegmentationTags.SHARED_GROUPS);
        assertThat(only(shared, SegmentationTags.PLANE_ORIENTATION)
                        .numbers(Tags.ORIENTATION)
                        .orElseThrow())
                .containsExactly(new double[] {0.8, 0.6, 0, -0.6, 0.8, 0}, within(1e-6));
        DataSet measures = only(shared, SegmentationTags.PIXEL_MEASURES);
        assertThat(measures.numbers(Tags.PIXEL_SPACING).orElseThrow())
                .containsExactly(new double[] {Slice.ROW_STEP, Slice.COLUMN_STEP}, within(1e-6));
        assertThat(measures.number(SegmentationTags.SLICE_STEP).orElseThrow()).isCloseTo(Slice.STEP, within(1e-6));
    }

    @Test
    void studySourceSeriesAndFrameOfReferenceAreTheImages() throws IOException {
        DicomVolume ct = oblique();
        DataSet set = read(written(ct, mask(ct)));
        assertThat(set.text(Tags.STUDY_UID)).isEqualTo("2.25.1");
        assertThat(set.text(Tags.FRAME_OF_REFERENCE)).isEqualTo("2.25.99");
        assertThat(set.text(Tags.SERIES_UID)).startsWith("2.25.").isNotEqualTo("2.25.2");
        DataSet series = only(set, SegmentationTags.REFERENCED_SERIES);
        assertThat(series.text(Tags.SERIES_UID)).isEqualTo("2.25.2");
        List<DataSet> images = StoredSegmentation.items(series, SegmentationTags.REFERENCED_INSTANCES);
        assertThat(images).hasSize(DEPTH);
        assertThat(images.get(5).text(SegmentationTags.REFERENCED_CLASS)).isEqualTo(Uids.CT);
        assertThat(images.get(5).text(SegmentationTags.REFERENCED_INSTANCE)).isEqualTo("2.25.10.5");
    }

    @Test
    void organsAreCodedAndWhatIsUnknownIsTissue() throws IOException {
        DicomVolume ct = oblique();
        List<DataSet> segments = StoredSegmentation.items(read(written(ct, mask(ct))), SegmentationTags.SEGMENTS);
        assertThat(segments.get(0).text(SegmentationTags.SEGMENT_LABEL)).isEqualTo("pancreas");
        assertThat(segments.get(0).text(SegmentationTags.ALGORITHM_NAME)).isEqualTo("baseline, run 7");
        assertThat(only(segments.get(0), SegmentationTags.TYPE_CODE).text(0x00080100))
                .isEqualTo("15776009");
        assertThat(only(segments.get(1), SegmentationTags.TYPE_CODE).text(0x00080104))
                .isEqualTo("Tissue");
    }

    @Test
    void nothingTellsThePatientOrTheDay() throws IOException {
        DicomVolume ct = oblique();
        Path file = written(ct, mask(ct));
        DataSet set = read(file);
        for (int tag : new int[] {Tags.PATIENT_NAME, Tags.PATIENT_ID, Tags.BIRTH_DATE, Tags.STUDY_DATE}) {
            assertThat(set.has(tag)).isTrue();
            assertThat(set.text(tag)).isEmpty();
        }
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
                .doesNotContain("doe", "jane", "x4711", "19500203", "20130507");
    }

    @Test
    void aLabelThatIsNowhereHasAnEmptyFrame() throws IOException {
        DicomVolume ct = oblique();
        Mask nothing =
                new Mask(ct.volume().geometry(), new byte[ct.volume().size().voxels()]);
        DataSet set = read(written(ct, nothing));
        assertThat(set.text(Tags.FRAMES)).isEqualTo("2");
        assertThat(StoredSegmentation.items(set, SegmentationTags.FRAME_GROUPS)).hasSize(2);
    }

    @Test
    void anInterpolatedSliceRefersToItsNeighbours() throws IOException {
        List<Slice> slices = Slice.series(DEPTH);
        slices.remove(3);
        DicomVolume ct = load(slices, DicomOptions.STRICT.withGaps(DicomOptions.Gaps.RESAMPLE));
        DataSet set = read(written(ct, mask(ct)));
        DataSet frame =
                StoredSegmentation.items(set, SegmentationTags.FRAME_GROUPS).get(1);
        List<DataSet> images =
                StoredSegmentation.items(only(frame, SegmentationTags.DERIVATION), SegmentationTags.SOURCE_IMAGES);
        assertThat(images)
                .extracting(image -> image.text(SegmentationTags.REFERENCED_INSTANCE))
                .containsExactly("2.25.10.2", "2.25.10.4");
        assertThat(images.get(0).text(SegmentationTags.LOCATIONS_PRESERVED)).isEqualTo("NO");
    }

    @Test
    void whatIsReadBackIsHeldAgainstTheMask() throws IOException {
        DicomVolume ct = oblique();
        StoredSegmentation stored = StoredSegmentation.of(Files.readAllBytes(written(ct, mask(ct))));
        assertThat(stored.holds(mask(ct), 2)).isTrue();
        Mask more = mask(ct);
        more.labels()[5 * PLANE] = 1;
        assertThat(stored.holds(more, 2)).isFalse();
        Mask other = mask(ct);
        other.labels()[3 * PLANE + 10] = 0;
        other.labels()[3 * PLANE + 12] = 1;
        assertThat(stored.holds(other, 2)).isFalse();
    }

    @Test
    void imagesWithoutUidsAreRefused() throws IOException {
        List<Slice> slices = Slice.series(DEPTH);
        slices.forEach(slice -> slice.without(Tags.STUDY_UID));
        DicomVolume ct = load(slices, DicomOptions.STRICT);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> written(ct, mask(ct)))
                .withMessageContaining("--format nifti");
        assertThat(folder.resolve("seg.dcm")).doesNotExist();
    }

    @Test
    void decimalsKeepWhatFitsSixteenCharacters() {
        assertThat(Elements.decimal(-166.5)).isEqualTo("-166.5");
        assertThat(Elements.decimal(0)).isEqualTo("0");
        assertThat(Elements.decimal(-1.0 / 3)).hasSizeLessThanOrEqualTo(16).startsWith("-0.3333333333333");
        assertThat(Elements.decimal(1e-17 / 3)).hasSizeLessThanOrEqualTo(16);
    }
}

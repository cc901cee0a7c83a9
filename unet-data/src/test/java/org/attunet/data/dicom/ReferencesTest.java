package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row D25 of the list of bad inputs: a segmentation must refer to one image and one place each. */
class ReferencesTest {
    @TempDir
    Path folder;

    private SeriesFolder series;

    @BeforeEach
    void makeSeries() {
        series = new SeriesFolder(folder.resolve("ct"));
        series.slices.forEach(slice -> slice.text(Tags.FRAME_OF_REFERENCE, "UI", "2.25.99"));
    }

    private void warnsAndMakesNoSegmentation(String... parts) throws IOException {
        DicomVolume read = series.load();
        assertThat(SeriesFolder.notes(read))
                .singleElement()
                .asString()
                .startsWith("D25 WARNING")
                .contains(parts);
        Mask mask =
                new Mask(read.volume().geometry(), new byte[read.volume().size().voxels()]);
        Path file = folder.resolve("seg.dcm");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomSegmentation.write(
                        mask, read.source(), new SegmentationNotes(List.of("pancreas"), "test", "1"), file))
                .withMessageContainingAll(parts)
                .withMessageContaining("--format nifti")
                .satisfies(e -> assertThat(e.code()).contains("D25"));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> DicomSegmentation.checkSource(read.source()));
        assertThat(file).doesNotExist();
    }

    @Test
    void twoFramesOfReferenceAreAWarningAndNoSegmentation() throws IOException {
        series.slices.subList(4, 6).forEach(slice -> slice.text(Tags.FRAME_OF_REFERENCE, "UI", "2.25.98"));
        warnsAndMakesNoSegmentation("different frames of reference (slices in each: 4, 2)");
    }

    @Test
    void aFrameOfReferenceOnSomeSlicesOnlyIsTwo() throws IOException {
        series.slices.get(5).without(Tags.FRAME_OF_REFERENCE);
        warnsAndMakesNoSegmentation("(slices in each: 5, 1 in none)");
    }

    @Test
    void slicesThatShareAnInstanceUidAreAWarningAndNoSegmentation() throws IOException {
        series.slices.forEach(slice -> slice.text(Tags.SOP_INSTANCE, "UI", "2.25.10"));
        warnsAndMakesNoSegmentation("6 slices share");
    }

    @Test
    void twoSlicesThatShareAnInstanceUidSuffice() throws IOException {
        series.slices.get(3).text(Tags.SOP_INSTANCE, "UI", "2.25.10.2");
        warnsAndMakesNoSegmentation("2 slices share");
    }

    /** The same file twice is one image. */
    @Test
    void twinsShareTheirInstanceUid() throws IOException {
        series.slices.add(new Slice(2).text(Tags.FRAME_OF_REFERENCE, "UI", "2.25.99"));
        DicomVolume read = series.load();
        assertThat(SeriesFolder.notes(read)).singleElement().asString().startsWith("D5 FIXED");
        DicomSegmentation.checkSource(read.source());
    }
}

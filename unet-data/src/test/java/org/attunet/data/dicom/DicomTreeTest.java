package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.NiftiReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders with several series, trees of cases, archives, and what must never be given away. */
class DicomTreeTest {
    @TempDir
    Path in;

    @TempDir
    Path parent;

    private Path out;

    @BeforeEach
    void nameOutput() {
        out = parent.resolve("out");
    }

    private static List<Slice> series(int depth, UnaryOperator<Slice> change) {
        return Slice.series(depth).stream().map(change).toList();
    }

    private static Slice numbered(Slice slice, int number) {
        return slice.text(Tags.SERIES_UID, "UI", "2.25.7." + number).text(Tags.SERIES_NUMBER, "IS", "" + number);
    }

    private List<String> names(Conversion done) {
        return done.files().stream()
                .map(file -> out.relativize(file).toString())
                .toList();
    }

    @Test
    void twoSeriesAreListedAndOneCanBePicked() throws IOException {
        Slice.write(in.resolve("a"), series(5, slice -> numbered(slice, 2)));
        Slice.write(in.resolve("b"), series(7, slice -> numbered(slice, 4)));
        Path file = parent.resolve("ct.nii");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomConverter.convert(in, file, DicomOptions.STRICT))
                .withMessageContaining("5 slices, UID 2.25.7.2")
                .withMessageContaining("7 slices, UID 2.25.7.4")
                .withMessageContaining("--series")
                .satisfies(e -> assertThat(e.code()).contains("D6"));
        assertThat(file).doesNotExist();
        DicomConverter.convert(in, file, DicomOptions.STRICT.withSeries("2.25.7.4"));
        assertThat(NiftiReader.read(file).volume().size().z()).isEqualTo(7);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomConverter.convert(in, file, DicomOptions.STRICT.withSeries("2.25.8")))
                .withMessageContaining("no series of this UID");
    }

    @Test
    void casesThatShareASeriesUidAreStillCases() throws IOException {
        Slice.write(in.resolve("PANCREAS_0001/study/series"), series(5, slice -> numbered(slice, 2)));
        Slice.write(in.resolve("PANCREAS_0002/study/series"), series(7, slice -> numbered(slice, 2)));
        assertThat(names(DicomConverter.convert(in, out, DicomOptions.STRICT)))
                .containsExactlyInAnyOrder("PANCREAS_0001.nii.gz", "PANCREAS_0002.nii.gz");
        assertThat(NiftiReader.read(out.resolve("PANCREAS_0002.nii.gz"))
                        .volume()
                        .size()
                        .z())
                .isEqualTo(7);
    }

    @Test
    void aSeriesSpreadOverFoldersIsOne() throws IOException {
        List<Slice> all = series(7, slice -> numbered(slice, 2));
        Slice.write(in.resolve("disk1"), all.subList(0, 4));
        Slice.write(in.resolve("disk2"), all.subList(4, 7));
        Conversion done = DicomConverter.convert(in, out, DicomOptions.STRICT);
        assertThat(done.files()).hasSize(1);
        assertThat(NiftiReader.read(done.files().get(0)).volume().size().z()).isEqualTo(7);
    }

    @Test
    void aFolderGetsOneFileASeries() throws IOException {
        List<Slice> mixed = new ArrayList<>(series(5, slice -> numbered(slice, 2)));
        mixed.addAll(series(7, slice -> numbered(slice, 4)));
        Slice.write(in, mixed);
        assertThat(names(DicomConverter.convert(in, out, DicomOptions.STRICT)))
                .containsExactlyInAnyOrder("series-2.nii.gz", "series-4.nii.gz");
    }

    @Test
    void aReformatOfAnotherOrientationIsSetAside() throws IOException {
        List<Slice> mixed = new ArrayList<>(series(7, slice -> numbered(slice, 2)));
        mixed.addAll(series(5, slice -> numbered(slice, 4).text(Tags.ORIENTATION, "DS", "1\\0\\0\\0\\0\\-1")));
        mixed.add(
                new Slice(9).text(Tags.ORIENTATION, "DS", "0\\1\\0\\0\\0\\-1").text(Tags.SERIES_UID, "UI", "2.25.7.2"));
        Slice.write(in, mixed);
        Conversion done = DicomConverter.convert(in, parent.resolve("ct.nii.gz"), DicomOptions.STRICT);
        assertThat(done.findings()).extracting(Finding::code).containsExactly("D7", "N20");
        assertThat(done.findings().get(0).message()).contains("6 files of another orientation");
    }

    @Test
    void whatWasScannedIsKeptBesideALongerReformat() throws IOException {
        List<Slice> mixed = new ArrayList<>(series(5, slice -> numbered(slice, 2)));
        mixed.addAll(series(
                9,
                slice -> numbered(slice, 4)
                        .text(Tags.ORIENTATION, "DS", "1\\0\\0\\0\\0\\-1")
                        .text(Tags.IMAGE_TYPE, "CS", "DERIVED\\SECONDARY\\REFORMATTED")));
        DicomScan scan = DicomScan.scan(Slice.write(in, mixed));
        assertThat(scan.single(DicomOptions.STRICT).size()).isEqualTo(5);
        assertThat(scan.setAside()).containsEntry(SkipReason.OTHER_ORIENTATION, 9);
    }

    @Test
    void secondaryCapturesAndReportsAreSetAside() throws IOException {
        List<Slice> mixed = new ArrayList<>(series(7, slice -> slice));
        mixed.add(new Slice(9)
                .text(Tags.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.7")
                .text(Tags.SERIES_UID, "UI", "2.25.8"));
        mixed.add(new Slice(9)
                .text(Tags.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.88.67")
                .text(Tags.MODALITY, "CS", "SR")
                .without(Tags.PIXELS));
        Files.write(in.resolve("DICOMDIR"), new Slice(9).without(Tags.PIXELS).bytes());
        DicomScan scan = DicomScan.scan(Slice.write(in, mixed));
        assertThat(scan.series()).hasSize(1);
        assertThat(scan.setAside())
                .containsEntry(SkipReason.SECONDARY_CAPTURE, 1)
                .containsEntry(SkipReason.NO_IMAGE, 1)
                .containsEntry(SkipReason.DIRECTORY, 1);
    }

    @Test
    void aTreeOfCasesGetsTheNamesOfItsFolders() throws IOException {
        for (int n : new int[] {1, 24, 26}) {
            String name = String.format("PANCREAS_%04d", n);
            Path leaf = in.resolve(
                    "manifest-1599750808610/Pancreas-CT/" + name + "/11-24-2015-Pancreas-18957/1-Pancreas-99667");
            Slice.write(
                    leaf,
                    series(
                            5,
                            slice -> numbered(slice, n)
                                    .text(Tags.PATIENT_ID, "LO", name)
                                    .text(Tags.IDENTITY_REMOVED, "CS", "YES")));
        }
        assertThat(names(DicomConverter.convert(in, out, DicomOptions.STRICT)))
                .containsExactlyInAnyOrder("PANCREAS_0001.nii.gz", "PANCREAS_0024.nii.gz", "PANCREAS_0026.nii.gz");
        assertThat(names(DicomConverter.convert(
                        in.resolve("manifest-1599750808610/Pancreas-CT"), out, DicomOptions.STRICT)))
                .contains("PANCREAS_0024.nii.gz");
    }

    @Test
    void aPseudonymInThePlaceOfTheNameMayNameTheFile() throws IOException {
        UnaryOperator<Slice> pseudonym =
                slice -> slice.text(Tags.PATIENT_NAME, "PN", "LIVER-0007").text(Tags.PATIENT_ID, "LO", "LIVER-0007");
        Slice.write(in.resolve("LIVER-0007"), series(5, pseudonym));
        assertThat(names(DicomConverter.convert(in, out, DicomOptions.STRICT))).containsExactly("LIVER-0007.nii.gz");
    }

    @Test
    void aTargetThatCannotBeIsRefusedFirst() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomConverter.convert(in, file.resolve("out"), DicomOptions.STRICT))
                .satisfies(e -> assertThat(e.code()).contains("C2"));
    }

    @Test
    void aFolderWithTwoPatientsIsNoCase() throws IOException {
        Slice.write(
                in.resolve("study/one"), series(5, slice -> numbered(slice, 1).text(Tags.PATIENT_ID, "LO", "Q11")));
        Slice.write(
                in.resolve("study/two"),
                series(
                        5,
                        slice -> numbered(slice, 1)
                                .text(Tags.SERIES_UID, "UI", "2.25.3")
                                .text(Tags.PATIENT_ID, "LO", "Q12")));
        assertThat(names(DicomConverter.convert(in, out, DicomOptions.STRICT)))
                .containsExactlyInAnyOrder("one.nii.gz", "two.nii.gz");
    }

    @Test
    void aZipArchiveIsReadAsItsTree() throws IOException {
        Path zip = parent.resolve("series.zip");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
            List<Slice> slices = Slice.series(5);
            for (int n = 0; n < 5; n++) {
                to.putNextEntry(new ZipEntry("case7/" + (9 - n) + ".dcm"));
                to.write(slices.get(n).bytes());
            }
        }
        Conversion done = DicomConverter.convert(zip, out, DicomOptions.STRICT);
        assertThat(names(done)).containsExactly("case7.nii.gz");
        assertThat(NiftiReader.read(done.files().get(0)).volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4));
    }

    @Test
    void aBadSeriesBesideAGoodOneIsAnErrorAmongTheFindings() throws IOException {
        Slice.write(in.resolve("good"), series(5, slice -> numbered(slice, 1)));
        Slice.write(in.resolve("bad"), series(3, slice -> numbered(slice, 2)));
        Conversion done = DicomConverter.convert(in, out, DicomOptions.STRICT);
        assertThat(names(done)).containsExactly("good.nii.gz");
        assertThat(done.findings()).extracting(Finding::code).containsExactly("D20", "N20");
        assertThat(done.findings().get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(done.findings().get(0).caseId()).isEqualTo("bad");
    }

    /** Six columns of 8 pixels at 0.7 mm, as the spacing of a photograph: 5.6 mm wide. */
    @Test
    void aFieldOfViewThatNoBodyHasIsAWarningOfItsCase() throws IOException {
        Slice.write(in.resolve("speck"), series(5, slice -> numbered(slice, 1)));
        List<Slice> plausible = series(5, slice -> numbered(slice, 2).text(Tags.PIXEL_SPACING, "DS", "60\\45"));
        Slice.write(in.resolve("whole"), plausible);
        Conversion done = DicomConverter.convert(in, out, DicomOptions.STRICT);
        assertThat(done.findings())
                .extracting(finding -> finding.caseId() + " " + finding.code() + " " + finding.severity())
                .containsExactly("speck N20 WARNING");
        assertThat(done.findings().get(0).message()).contains("5.600 ×", "smaller than any scan's");
    }

    @Test
    void nothingToReadIsRefused() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(in))
                .satisfies(e -> assertThat(e.code()).contains("D17"));
        Files.writeString(in.resolve("notes.txt"), "no slice");
        Files.createFile(in.resolve("IM1"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(in))
                .withMessageContaining("1 not DICOM, 1 empty");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> DicomScan.scan(in.resolve("nowhere")));
    }

    @Test
    void noNameNumberOrDateOfThePatientIsTold() throws IOException {
        UnaryOperator<Slice> secret = slice -> slice.text(Tags.PATIENT_NAME, "PN", "Musterfrau^Erika")
                .text(Tags.PATIENT_ID, "LO", "ZX-4711-Q")
                .text(Tags.BIRTH_DATE, "DA", "19640812")
                .text(Tags.STUDY_DATE, "DA", "20191107");
        Slice.write(in.resolve("Musterfrau_Erika/11-07-2019/s1"), series(5, slice -> numbered(secret.apply(slice), 1)));
        Slice.write(in.resolve("zx4711q/s2"), series(5, slice -> numbered(secret.apply(slice), 2)));
        Slice.write(in.resolve("scan_07.11.2019/s3"), series(3, slice -> numbered(secret.apply(slice), 3)));
        Files.write(
                in.resolve("zx4711q/Musterfrau.dcm"),
                java.util.Arrays.copyOf(secret.apply(new Slice(1)).bytes(), 600));
        Conversion done = DicomConverter.convert(in, out, DicomOptions.STRICT);
        assertThat(done.files()).hasSize(2);
        assertThat(done.findings()).extracting(Finding::code).contains("D17", "D20", "C7");
        StringBuilder written = new StringBuilder(done.findings().toString()).append(names(done));
        for (Path file : DicomCasesTest.files(out)) {
            written.append(file.getFileName());
            written.append(new String(unpacked(file), StandardCharsets.ISO_8859_1));
        }
        DicomScan.scan(in).series().forEach(one -> written.append(one.label()));
        assertThat(written.toString().toLowerCase(Locale.ROOT))
                .doesNotContain("muster", "erika", "4711", "1964", "2019", "11-07", "07.11");
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}

package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.attunet.data.DataException;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The patient's name and id in a segmentation: only where that was asked for, and then as in the images. */
class IdentityTest {
    @TempDir
    Path folder;

    private DicomVolume load(DicomOptions options, Consumer<Slice> change) throws IOException {
        List<Slice> slices = Slice.series(5);
        slices.forEach(change);
        return DicomScan.scan(Slice.write(folder.resolve("ct"), slices))
                .single(options)
                .load(options);
    }

    private DataSet segmentation(DicomOptions options, Consumer<Slice> change) throws IOException {
        DicomVolume ct = load(options, change);
        Path file = folder.resolve("seg.dcm");
        Mask mask = new Mask(ct.volume().geometry(), new byte[ct.volume().size().voxels()]);
        DicomSegmentation.write(mask, ct.source(), new SegmentationNotes(List.of("pancreas"), "test", "1"), file);
        return Part10.read(Files.readAllBytes(file)).orElseThrow();
    }

    private static void name(Slice slice) {
        slice.text(Tags.PATIENT_NAME, "PN", "Doe^Jane")
                .text(Tags.PATIENT_ID, "LO", "X4711")
                .text(Tags.BIRTH_DATE, "DA", "19500203")
                .text(Tags.STUDY_DATE, "DA", "20130507")
                .text(Tags.ACCESSION_NUMBER, "SH", "A77");
    }

    @Test
    void leftOutASegmentationNamesNobody() throws IOException {
        DataSet set = segmentation(DicomOptions.STRICT, IdentityTest::name);
        assertThat(set.text(Tags.PATIENT_NAME)).isEmpty();
        assertThat(set.text(Tags.PATIENT_ID)).isEmpty();
        assertThat(set.text(Tags.IDENTITY_REMOVED)).isEqualTo("YES");
    }

    @Test
    void askedForItHasNameAndIdAndNothingElse() throws IOException {
        DataSet set = segmentation(DicomOptions.STRICT.identified(), IdentityTest::name);
        assertThat(set.text(Tags.PATIENT_NAME)).isEqualTo("Doe^Jane");
        assertThat(set.text(Tags.PATIENT_ID)).isEqualTo("X4711");
        assertThat(set.text(Tags.IDENTITY_REMOVED)).isEqualTo("NO");
        for (int tag : new int[] {Tags.BIRTH_DATE, Tags.STUDY_DATE, Tags.ACCESSION_NUMBER}) {
            assertThat(set.has(tag)).isTrue();
            assertThat(set.text(tag)).isEmpty();
        }
    }

    @Test
    void aPseudonymStaysOne() throws IOException {
        DataSet set = segmentation(
                DicomOptions.STRICT.identified(),
                slice -> slice.text(Tags.PATIENT_ID, "LO", "PANCREAS_0001").text(Tags.IDENTITY_REMOVED, "CS", "YES"));
        assertThat(set.text(Tags.PATIENT_NAME)).isEmpty();
        assertThat(set.text(Tags.PATIENT_ID)).isEqualTo("PANCREAS_0001");
        assertThat(set.text(Tags.IDENTITY_REMOVED)).isEqualTo("YES");
    }

    /** Examples of DICOM PS3.5, annexes H.3.1, I.2 and J, and of PS3.3, C.12.1.1.2: their bytes and what they say. */
    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, 4275635e4ae972f46d65, Buc^Jérôme",
        "ISO_IR 192, 57616e675e5869616f446f6e673de78e8b5ee5b08fe4b89c, Wang^XiaoDong=王^小东",
        "GB18030, 57616e675e5869616f446f6e673dcdf55ed0a1b6ab, Wang^XiaoDong=王^小东",
        "'\\ISO 2022 IR 87', 59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b24422464245e24401b28425e1b2442243f246d24261b2842, Yamada^Tarou=山田^太郎=やまだ^たろう",
        "'\\ISO 2022 IR 149', 486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf, Hong^Gildong=洪^吉洞=홍^길동"
    })
    void namesOfAnyLanguageAreTakenOver(String characters, String bytes, String name) throws IOException {
        byte[] value = HexFormat.of().parseHex(bytes);
        DataSet set = segmentation(
                DicomOptions.STRICT.identified(),
                slice -> slice.text(SegmentationTags.CHARACTER_SET, "CS", characters)
                        .bytes(Tags.PATIENT_NAME, "PN", value)
                        .text(Tags.PATIENT_ID, "LO", "7"));
        assertThat(set.text(SegmentationTags.CHARACTER_SET)).isEqualTo("ISO_IR 192");
        assertThat(new String(set.value(Tags.PATIENT_NAME), StandardCharsets.UTF_8).strip())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"ISO_IR 999, 41", "'', e9", "ISO_IR 192, ff41", "'\\ISO 2022 IR 87', 1b2a41"})
    void whatCannotBeDecodedIsRefused(String characters, String bytes) {
        byte[] value = HexFormat.of().parseHex(bytes);
        Consumer<Slice> change = slice ->
                slice.text(SegmentationTags.CHARACTER_SET, "CS", characters).bytes(Tags.PATIENT_NAME, "PN", value);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(DicomOptions.STRICT.identified(), change))
                .withMessageContaining("cannot be decoded")
                .withMessageContaining("Leave --identify out");
    }

    @Test
    void twoPatientsInOneSeriesAreRefused() {
        int[] count = {0};
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(
                        DicomOptions.STRICT.identified(),
                        slice -> slice.text(Tags.PATIENT_ID, "LO", "Q" + count[0]++ / 3)))
                .withMessageContaining("2 different ones");
    }

    @Test
    void nobodyIsShown() throws IOException {
        DicomVolume ct = load(DicomOptions.STRICT.identified(), IdentityTest::name);
        assertThat(ct.source().toString() + ct + ct.notes()).doesNotContain("Doe", "Jane", "4711");
    }
}

package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.attunet.data.DataException;
import org.attunet.data.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row D28 of the list of bad inputs, and what is DICOM whatever its name. */
class PackedFilesTest {
    @TempDir
    Path folder;

    private SeriesFolder series;

    @BeforeEach
    void makeSeries() throws IOException {
        series = new SeriesFolder(folder);
        Slice.write(folder, series.slices);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar() {
        byte[] tar = new byte[1024];
        byte[] magic = "ustar".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, tar, 257, magic.length);
        return tar;
    }

    private static byte[] bytes(String kind) throws IOException {
        byte[] slice = new Slice(7).bytes();
        return switch (kind) {
            case "zip" -> zip("IM1", slice);
            case "tar" -> tar();
            case "7z" -> new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4};
            case "rar" -> "Rar!\u001a\u0007\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1);
            case "dcm.gz" -> gzip(slice);
            case "tar.gz" -> gzip(tar());
            case "bz2" -> "BZh91AY".getBytes(StandardCharsets.US_ASCII);
            default -> new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4};
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "7z", "rar", "dcm.gz", "tar.gz", "bz2", "xz"})
    void archivesBesideASeriesAreCountedAndAloneRefused(String kind) throws IOException {
        Files.write(folder.resolve("IM1"), bytes(kind));
        assertThat(DicomScan.scan(folder).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("D28");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).startsWith("set aside: 1 file ").contains("unpack");
        });
        for (int n = 0; n < SeriesFolder.DEPTH; n++) {
            Files.delete(series.file(n));
        }
        series.refusedAsItIs("D28", "Unpack");
    }

    @Test
    void whatIsPackedButNoImageIsNotDicom() throws IOException {
        Files.write(folder.resolve("labels.nii.gz"), gzip(new byte[1000]));
        Files.write(folder.resolve("report.docx"), zip("[Content_Types].xml", new byte[10]));
        assertThat(DicomScan.scan(folder).setAside()).containsOnlyKeys(SkipReason.NOT_DICOM);
    }

    @ParameterizedTest
    @ValueSource(ints = {Tags.FLOAT_PIXELS, Tags.DOUBLE_PIXELS})
    void floatingPointPixelsAreNamed(int tag) throws IOException {
        String type = tag == Tags.FLOAT_PIXELS ? "OF" : "OD";
        series.slices.get(4).without(Tags.PIXELS).bytes(tag, type, new byte[Slice.ROWS * Slice.COLUMNS * 8]);
        series.refused("D28", "floating-point", "IM896");
        series.slices.forEach(slice -> slice.without(Tags.PIXELS).bytes(tag, type, new byte[400]));
        series.refused("D28", "floating-point", "and 1 more");
    }

    @Test
    void aParametricMapBesideASeriesIsCounted() throws IOException {
        Files.write(
                folder.resolve("map"),
                new Slice(1)
                        .text(Tags.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.30")
                        .text(Tags.SERIES_UID, "UI", "2.25.77")
                        .without(Tags.PIXELS)
                        .bytes(Tags.FLOAT_PIXELS, "OF", new byte[192])
                        .bytes());
        DicomScan scan = DicomScan.scan(folder);
        assertThat(scan.series()).hasSize(1);
        assertThat(scan.setAside()).containsOnlyKeys(SkipReason.FLOAT_PIXELS);
    }

    @Test
    void whatMacOsLeavesBesideEveryFileIsPassedOver() throws IOException {
        Files.write(folder.resolve("._IM900"), new byte[] {0, 5, 0x16, 7, 0, 2, 0, 0});
        Files.write(folder.resolve("._IM899"), new Slice(1).pixels(new int[48]).bytes());
        Files.createFile(folder.resolve("._IM898"));
        DicomScan scan = DicomScan.scan(folder);
        assertThat(scan.findings()).isEmpty();
        assertThat(scan.series().get(0).size()).isEqualTo(SeriesFolder.DEPTH);
    }

    @Test
    void dicomIsKnownByItsContent() throws IOException {
        Path file = folder.resolve("scan.nii");
        for (byte[] content : new byte[][] {
            new Slice(1).bytes(),
            new Slice(1).body(TransferSyntax.EXPLICIT),
            new Slice(1).body(TransferSyntax.IMPLICIT),
            bytes("zip"),
            bytes("dcm.gz")
        }) {
            Files.write(file, content);
            assertThat(DicomScan.isIn(file)).isTrue();
        }
        byte[] nifti = Arrays.copyOf(new byte[] {0x5c, 1, 0, 0}, 400);
        for (byte[] content :
                new byte[][] {nifti, gzip(nifti), new byte[0], new byte[40], "text".getBytes(StandardCharsets.US_ASCII)
                }) {
            Files.write(file, content);
            assertThat(DicomScan.isIn(file)).isFalse();
        }
        assertThat(DicomScan.isIn(folder)).isFalse();
        assertThat(DicomScan.isIn(folder.resolve("nothing"))).isFalse();
    }

    @Test
    void aDirectoryFileNamesItsFolder() throws IOException {
        Path directory = Files.write(
                folder.resolve("dicomdir"), new Slice(9).without(Tags.PIXELS).bytes());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(directory))
                .withMessageContaining("Name the folder that it lies in: --in " + folder)
                .satisfies(e -> assertThat(e.code()).contains("D17"));
        assertThat(DicomScan.scan(folder).setAside()).containsOnlyKeys(SkipReason.DIRECTORY);
    }

    private void refusedAlone(String name, byte[] content, String... said) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(file))
                .withMessageContainingAll(said);
    }

    @Test
    void aSingleFileOfAnotherKindIsNamedWithWhatHelps() throws IOException {
        byte[] image = "ObjectType = Image\nNDims = 3\n".getBytes(StandardCharsets.US_ASCII);
        refusedAlone("ct.mha", image, "found a MetaImage", "Convert it to NIfTI");
        refusedAlone("ct.zip", zip("ct.nii", image), "found a zip archive", "Unpack it and give what is in it");
        refusedAlone("ct.dcm", "<html>".getBytes(StandardCharsets.US_ASCII), "an HTML page", "download the file again");
    }
}

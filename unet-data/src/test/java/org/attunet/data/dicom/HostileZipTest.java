package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.attunet.data.Allocation;
import org.attunet.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row M4 of the list of bad inputs, as far as it is of DICOM: archives and files that unpack to what they do not announce. */
class HostileZipTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    /** What stands for so many bytes in an archive: a slice and zeros. */
    private record Entry(String name, int megabytes) {}

    private Path zip(Entry... entries) throws IOException {
        Path file = folder.resolve("scan.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            int place = 0;
            for (Entry entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.name));
                zip.write(new Slice(place++).bytes());
                for (int n = 0; n < entry.megabytes; n++) {
                    zip.write(new byte[MEGABYTE]);
                }
            }
        }
        return file;
    }

    private static void refused(Path zip, String what) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(zip))
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.code()).contains("M4"));
    }

    @Test
    void anEntryThatGoesOnBehindItsImageIsRefusedSoon() throws IOException {
        Path zip = zip(new Entry("IM1", 700));
        assertThat(Files.size(zip)).isLessThan(8 * MEGABYTE);
        // 64 MB may stand beside an image; they are read in pieces and put together twice.
        Allocation.assertAtMost(5L * 64 * MEGABYTE, () -> refused(zip, "more than its headers say"));
    }

    /** Each entry is what its headers allow; 18 of them are more than the gigabyte that a small archive may unpack to. */
    @Test
    void entriesThatTogetherAreMoreThanTheirArchiveAccountsForAreRefused() throws IOException {
        Path zip = zip(
                IntStream.range(0, 18).mapToObj(n -> new Entry("IM" + n, 60)).toArray(Entry[]::new));
        assertThat(Files.size(zip)).isLessThan(8 * MEGABYTE);
        refused(zip, "it unpacks to more than 100 times its size");
    }

    @Test
    void whatStandsBehindAnImageIsNoHarm() throws IOException {
        Path zip = zip(new Entry("1", 2), new Entry("2", 0), new Entry("3", 0), new Entry("4", 0));
        DicomVolume read = DicomScan.scan(zip).single(DicomOptions.STRICT).load(DicomOptions.STRICT);
        assertThat(read.volume().get(3, 2, 3)).isEqualTo(Slice.hu(3, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../IM1", "case/../../IM1", "/etc/IM1", "C:\\IM1", "..\\IM1", ".."})
    void namesThatLeadOutAreRefused(String name) throws IOException {
        refused(zip(new Entry(name, 0)), "leads out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b/IM1", "case/..IM1", "c/d:e"})
    void otherNamesAreNoHarm(String name) throws IOException {
        assertThat(DicomScan.scan(zip(new Entry(name, 0))).series()).hasSize(1);
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws IOException {
        Path zip = zip(new Entry("IM1", 0), new Entry("IM2", 0));
        String bytes = Files.readString(zip, StandardCharsets.ISO_8859_1);
        Files.writeString(zip, bytes.replace("IM2", "IM1"), StandardCharsets.ISO_8859_1);
        refused(zip, "same name");
    }

    /** Both entries of the list of contents point to the same bytes, which is how small archives unpack to endless ones. */
    @Test
    void entriesThatLieOverEachOtherAreRefused() throws IOException {
        Path zip = zip(new Entry("IM1", 0));
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int list = text.indexOf("PK\1\2");
        int end = text.indexOf("PK\5\6");
        byte[] once = Arrays.copyOfRange(bytes, list, end);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(bytes, 0, list);
        for (int n = 0; n < 9; n++) {
            byte[] again = once.clone();
            again[48] = (byte) ('1' + n); // the last letter of the name
            many.writeBytes(again);
        }
        byte[] tail = Arrays.copyOfRange(bytes, end, bytes.length);
        tail[8] = 9;
        tail[10] = 9;
        int length = 9 * once.length;
        tail[12] = (byte) length;
        tail[13] = (byte) (length >> 8);
        many.writeBytes(tail);
        Files.write(zip, many.toByteArray());
        refused(zip, "over each other");
    }

    @Test
    void archivesInArchivesAreNotOpened() throws IOException {
        Path inner = zip(new Entry("IM1", 0));
        Path outer = folder.resolve("outer.zip");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(outer))) {
            to.putNextEntry(new ZipEntry("inner.zip"));
            to.write(Files.readAllBytes(inner));
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(outer))
                .withMessageContaining("1 archives")
                .satisfies(e -> assertThat(e.code()).contains("D28"));
    }

    private static byte[] deflated(Slice slice, int zeros) throws IOException {
        byte[] body = slice.body(TransferSyntax.EXPLICIT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] head = slice.syntax("1.2.840.10008.1.2.1.99").bytes();
        out.write(head, 0, 128 + 4 + 8 + 22);
        try (DeflaterOutputStream to = new DeflaterOutputStream(out, new Deflater(9, true))) {
            to.write(body);
            for (int n = 0; n < zeros; n++) {
                to.write(new byte[MEGABYTE]);
            }
        }
        return out.toByteArray();
    }

    @Test
    void aDeflatedDataSetInflatesToWhatItsHeadersSay() throws IOException {
        byte[] bytes = deflated(new Slice(2), 300);
        assertThat(bytes.length).isLessThan(MEGABYTE);
        assertThat(Part10.read(bytes).orElseThrow().fault()).contains("it inflates to more than its headers say");
        Allocation.assertAtMost(5L * 64 * MEGABYTE, () -> Part10.read(bytes));
        assertThat(Part10.read(deflated(new Slice(2), 1)).orElseThrow().fault()).isEmpty();
    }

    @Test
    void aFileThatGoesOnBehindItsImageIsReadAsFarAsItCounts() throws IOException {
        Path file = folder.resolve("IM1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new Slice(1).bytes());
        out.writeBytes(new byte[70 * MEGABYTE]);
        Files.write(file, out.toByteArray());
        try (DicomFiles files = DicomFiles.open(file)) {
            assertThat(files.read("IM1")).hasSizeLessThan(66 * MEGABYTE);
        }
    }
}

package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row D26 of the list of bad inputs: files whose content is not there must not shorten a volume without a word. */
class LostFilesTest {
    @TempDir
    Path folder;

    private SeriesFolder series;

    @BeforeEach
    void makeSeries() throws IOException {
        series = new SeriesFolder(folder);
        Slice.write(folder, series.slices);
    }

    /** In place of a slice's file, as git-annex has it. */
    private void replaceByLink(int index, String target) throws IOException {
        Files.delete(series.file(index));
        Files.createSymbolicLink(series.file(index), Path.of(target));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void aLinkThatLeadsNowhereInThePlaceOfAnOuterSliceIsRefused(int index) throws IOException {
        replaceByLink(index, ".git/annex/objects/ab/SHA256E-s3658--2b1f");
        series.refusedAsItIs("D26", series.file(index).getFileName() + " (file", "leads nowhere", "git annex get");
    }

    @Test
    void severalLinksAreCounted() throws IOException {
        replaceByLink(0, "nowhere");
        replaceByLink(1, "nowhere");
        series.refusedAsItIs("D26", "and 1 more");
    }

    @Test
    void aLinkToItselfIsRefused() throws IOException {
        replaceByLink(5, "IM895");
        series.refusedAsItIs("D26", "IM895", "leads nowhere");
    }

    @Test
    void nothingButSuchLinksIsRefusedByName() throws IOException {
        for (int n = 0; n < SeriesFolder.DEPTH; n++) {
            replaceByLink(n, "nowhere");
        }
        series.refusedAsItIs("D26", "and 5 more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 3658\n",
                "/annex/objects/SHA256E-s3658--2b1f.dcm\n",
                "../.git/annex/objects/ab/cd/SHA256E-s3658--2b1f.dcm"
            })
    void aPointerInThePlaceOfASliceIsRefused(String pointer) throws IOException {
        Files.writeString(series.file(5), pointer);
        series.refusedAsItIs("D26", "IM895", "pointer of");
    }

    @Test
    void lostFilesElsewhereAreAnErrorAmongTheFindings() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve("IM1"), Path.of("nowhere"));
        DicomScan scan = DicomScan.scan(folder);
        assertThat(scan.single(DicomOptions.STRICT)
                        .load(DicomOptions.STRICT)
                        .volume()
                        .size()
                        .z())
                .isEqualTo(SeriesFolder.DEPTH);
        assertThat(scan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("D26");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.message()).startsWith("1 files whose content is not there");
        });
    }

    @Test
    void hiddenLinksAreNoSlices() throws IOException {
        Files.createSymbolicLink(folder.resolve(".lock"), Path.of("nowhere"));
        assertThat(series.loadAsItIs().volume().size().z()).isEqualTo(SeriesFolder.DEPTH);
    }

    @Test
    void linksThatLeadToSlicesAreFollowed(@TempDir Path store) throws IOException {
        Files.move(series.file(5), store.resolve("object"));
        Files.createSymbolicLink(series.file(5), store.resolve("object"));
        DicomVolume read = series.loadAsItIs();
        assertThat(read.volume().size().z()).isEqualTo(SeriesFolder.DEPTH);
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void aLinkBackUpIsCounted() throws IOException {
        Files.createSymbolicLink(folder.resolve("again"), folder);
        DicomScan scan = DicomScan.scan(folder);
        assertThat(scan.setAside()).containsOnlyKeys(SkipReason.LOOP).containsEntry(SkipReason.LOOP, 1);
        assertThat(scan.findings()).extracting(Finding::code).containsExactly("D26");
    }

    @Test
    void foldersTooDeepToLookIntoAreRefused() throws IOException {
        Path deep = folder;
        for (int n = 0; n < 65; n++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DicomScan.scan(folder))
                .withMessageContaining("deeper than 64");
    }
}

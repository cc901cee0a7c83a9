package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.ZipResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row D27 of the list of bad inputs: file headers that name another transfer syntax than the file is written in. */
class MisdeclaredTest {
    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";

    @TempDir
    Path folder;

    private static TransferSyntax syntax(String name) {
        return switch (name) {
            case "implicit" -> TransferSyntax.IMPLICIT;
            case "explicit" -> TransferSyntax.EXPLICIT;
            case "big" -> TransferSyntax.BIG_ENDIAN;
            case "rle" -> TransferSyntax.of("1.2.840.10008.1.2.5");
            case "jpeg" -> TransferSyntax.of("1.2.840.10008.1.2.4.70");
            case "jpeg-2000" -> TransferSyntax.of("1.2.840.10008.1.2.4.90");
            default -> TransferSyntax.of(DEFLATED);
        };
    }

    private SeriesFolder series(String declared, String written, int count) throws IOException {
        SeriesFolder series = new SeriesFolder(folder);
        Slice.write(folder, series.slices);
        for (int n = 0; n < count; n++) {
            Files.write(
                    series.file(n),
                    series.slices.get(n).syntax(syntax(declared).uid()).bytes(syntax(written)));
        }
        return series;
    }

    @ParameterizedTest
    @CsvSource({
        "implicit, explicit",
        "explicit, implicit",
        "explicit, big",
        "implicit, big",
        "big, explicit",
        "big, implicit",
        "deflated, explicit",
        "deflated, implicit",
        "deflated, big",
        "explicit, deflated",
        "implicit, deflated",
        "rle, explicit",
        "jpeg, implicit",
        "jpeg-2000, big"
    })
    void theDataSetIsReadAsItIsWritten(String declared, String written) throws IOException {
        DicomVolume read = series(declared, written, SeriesFolder.DEPTH).loadAsItIs();
        assertThat(read.volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4));
        assertThat(read.volume().get(7, 5, 0)).isEqualTo(Slice.hu(7, 5, 0));
        assertThat(SeriesFolder.notes(read))
                .singleElement()
                .asString()
                .startsWith("D27 FIXED")
                .contains("6 files");
    }

    @Test
    void oneSuchFileIsCounted() throws IOException {
        DicomVolume read = series("implicit", "explicit", 1).loadAsItIs();
        assertThat(SeriesFolder.notes(read)).singleElement().asString().contains("1 files");
    }

    @ParameterizedTest
    @CsvSource({"implicit, implicit", "explicit, explicit", "big, big"})
    void whatIsDeclaredRightNeedsNoWord(String declared, String written) throws IOException {
        assertThat(series(declared, written, SeriesFolder.DEPTH).loadAsItIs().notes())
                .isEmpty();
    }

    /** An element of a private creator takes as many bytes as the letters UI stand for; that is no type. */
    @Test
    void lengthsThatLookLikeTypesAreLengths() throws IOException {
        SeriesFolder series = new SeriesFolder(folder);
        series.slices.forEach(slice -> slice.bytes(0x00091001, "UN", new byte[0x4956]));
        Slice.write(folder, series.slices);
        for (int n = 0; n < SeriesFolder.DEPTH; n++) {
            Files.write(series.file(n), series.slices.get(n).bytes(TransferSyntax.IMPLICIT));
        }
        assertThat(series.loadAsItIs().volume().get(3, 2, 4)).isEqualTo(Slice.hu(3, 2, 4));
    }

    @Test
    void compressedPixelsStayCompressed() throws IOException {
        byte[] whole = ZipResource.entry("dicom-cases.zip", "rle_lossless/IM0004.dcm");
        DataSet set = Part10.read(whole).orElseThrow();
        TransferSyntax implicit = set.syntax().writtenAs(TransferSyntax.IMPLICIT);
        assertThat(implicit.explicit()).isFalse();
        assertThat(implicit.pixels()).isEqualTo(TransferSyntax.Pixels.RLE);
        assertThat(set.isMisdeclared()).isFalse();
    }
}

package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;

/** What scanning and loading do with one file, all on the calling thread. */
final class DicomBytes {
    private DicomBytes() {}

    /** Passes where the bytes are a slice or are refused; any other failure is a fault of the reader. */
    static void read(byte[] bytes) {
        Optional<DataSet> set = Part10.read(bytes);
        if (set.isEmpty()) {
            return;
        }
        SliceHeader header = new SliceHeader(set.get(), "x/IM0004.dcm", 1);
        header.plane();
        header.padding();
        header.identity();
        assertThat(header.label()).isNotEmpty();
        try {
            new SeriesCheck("series", List.of(header, header, header, header)).check(List.of());
            PixelReader.read(set.get(), header.format());
        } catch (DataException | BrokenPixels e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}

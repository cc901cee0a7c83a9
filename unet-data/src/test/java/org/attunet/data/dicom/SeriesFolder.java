package org.attunet.data.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attunet.data.DataException;

/** A series that something was changed about, as files of a folder. */
final class SeriesFolder {
    static final int DEPTH = 6;

    private final Path folder;
    final List<Slice> slices = Slice.series(DEPTH);

    SeriesFolder(Path folder) {
        this.folder = folder;
    }

    /** The file that {@link Slice#write} makes of the slice at an index. */
    Path file(int index) {
        return folder.resolve("IM" + (900 - index));
    }

    DicomVolume load() throws IOException {
        Slice.write(folder, slices);
        return loadAsItIs();
    }

    /** Without writing the slices first. */
    DicomVolume loadAsItIs() {
        return DicomScan.scan(folder).single(DicomOptions.STRICT).load(DicomOptions.STRICT);
    }

    void refused(String code, String... parts) throws IOException {
        Slice.write(folder, slices);
        refusedAsItIs(code, parts);
    }

    void refusedAsItIs(String code, String... parts) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(this::loadAsItIs)
                .satisfies(e -> assertThat(e.code()).contains(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    /** Codes, severities and messages of all notes, one per line. */
    static List<String> notes(DicomVolume series) {
        return series.notes().stream()
                .map(note -> note.code() + " " + note.severity() + " " + note.message())
                .toList();
    }
}

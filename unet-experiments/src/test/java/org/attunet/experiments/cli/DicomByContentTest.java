package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DICOM is known by its content and not by its name, wherever a file is named. */
class DicomByContentTest {
    @TempDir
    private Path folder;

    private Path series;

    @BeforeEach
    void writeSeries() throws IOException {
        series = TinyDicom.series(folder.resolve("series"), "2.25.7", 0, 1, 2, 3, 4);
    }

    private Path named(String name) throws IOException {
        return Files.move(series.resolve("2.25.7-2.dcm"), folder.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IM000001", "scan.nii.gz", "scan.img", "slice.dcm"})
    void oneSliceIsNoVolumeWhateverItsName(String name) throws IOException {
        Run run = Run.of("info", "--in", named(name).toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages())
                .contains("too few slices for a volume", "[D20]")
                .hasLineCount(1);
    }

    @Test
    void aDirectoryFileNamesItsFolder() throws IOException {
        Path directory = Files.copy(series.resolve("2.25.7-2.dcm"), series.resolve("DICOMDIR"));
        for (String command : new String[] {"info", "convert"}) {
            Run run = command.equals("info")
                    ? Run.of("info", "--in", directory.toString())
                    : Run.of(
                            "convert",
                            "--in",
                            directory.toString(),
                            "--out",
                            folder.resolve("out.nii.gz").toString());
            assertThat(run.code()).isEqualTo(4);
            assertThat(run.messages()).contains("Name the folder that it lies in: --in " + series);
        }
    }

    @Test
    void whatReadsNiftiAloneSaysHowDicomBecomesNifti() throws IOException {
        Path slice = named("ct.nii.gz");
        for (Path in : new Path[] {slice, series}) {
            Run run = Run.of(
                    "preprocess",
                    "--in",
                    in.toString(),
                    "--out",
                    folder.resolve("out").toString());
            assertThat(run.code()).isEqualTo(4);
            assertThat(run.messages()).contains("./unet convert --in ").hasLineCount(1);
        }
    }

    @Test
    void whatMacOsLeavesBesideFilesMakesNoFolderOfNifti() throws IOException {
        Files.write(series.resolve("._ct.nii.gz"), new byte[] {0, 5, 0x16, 7});
        Run run = Run.of("info", "--in", series.toString());
        assertThat(run.code()).isZero();
        assertThat(run.results()).contains("6×4×5").doesNotContain("set aside");
    }

    @Test
    void whatWasSetAsideIsANote() throws IOException {
        Files.createFile(series.resolve("IM1"));
        Run run = Run.of("info", "--in", series.toString());
        assertThat(run.code()).isZero();
        assertThat(run.results()).contains("set aside: 1 file empty");
    }
}

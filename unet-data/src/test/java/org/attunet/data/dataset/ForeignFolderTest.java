package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.DataException;
import org.attunet.data.nifti.NiftiReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of other formats, by what they hold. */
class ForeignFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "NRRD0004, NRRD, 3D Slicer",
        "ObjectType = Image, MetaImage, 3D Slicer",
        "version https://git-lfs.github.com/spec/v1, Git LFS pointer, git lfs pull",
        "<!DOCTYPE html><html>, HTML page, download",
        "BZh91AY, bzip2, bunzip2"
    })
    void underANiftisNameTheFormatAndTheRemedyAreNamed(String text, String format, String remedy) throws IOException {
        Path file = Files.writeString(folder.resolve("ct.nii"), text);
        assertThatThrownBy(() -> NiftiReader.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("[N21]", format, remedy);
    }

    @Test
    void aFolderThatHoldsNothingElseNamesThemToo() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.writeString(folder.resolve("images/a.nrrd"), "NRRD0004\n");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("there is no NIfTI file", "a.nrrd is an NRRD file", "3D Slicer");
    }
}

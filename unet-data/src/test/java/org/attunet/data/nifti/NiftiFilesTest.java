package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.nii",
                "a.nii.gz",
                "a.NII.GZ",
                "a.Nii",
                "a.nii.GZ",
                "a.hdr",
                "a.HDR",
                "a.Hdr.Gz",
                "a.IMG",
                "a.img.gz"
            })
    void endingsAreTakenOffInAnyLetters(String name) {
        assertThat(NiftiFiles.stem(folder.resolve(name))).contains("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"._a.nii.gz", ".a.nii", ".nii.gz", "a.gz", "anii", "a.nii.bz2", "a.dcm", "nii"})
    void otherAndHiddenFilesAreNone(String name) {
        assertThat(NiftiFiles.stem(folder.resolve(name))).isEmpty();
        assertThat(NiftiFiles.isScan(folder.resolve(name))).isFalse();
    }

    @Test
    void aFolderListsEveryScanOnceAndPassesOverWhatMacOsLeaves() throws IOException {
        for (String name : new String[] {"c.NII.GZ", "a.HDR", "a.IMG", "b.nii", "._b.nii", "._c.NII.GZ", "x.json"}) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(NiftiFiles.in(folder))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a.HDR", "b.nii", "c.NII.GZ");
    }

    @ParameterizedTest
    @CsvSource({
        "a.hdr, a.img",
        "a.HDR, a.IMG",
        "a.Hdr, a.Img",
        "a.hdr, a.IMG",
        "a.HDR, a.img",
        "a.hdr, a.img.gz",
        "a.hdr.gz, a.img",
        "a.HDR, a.img.GZ",
        "a.HDR.GZ, a.IMG.GZ"
    })
    void aPairIsReadByEitherNameInAnyLetters(String header, String image) throws IOException {
        byte[] whole = Files.readAllBytes(
                Odd.file(folder, NiftiType.INT16, b -> b.put(345, (byte) 'i').putFloat(108, 0)));
        Path first = Files.write(folder.resolve(header), Arrays.copyOf(whole, 348));
        Path second = Files.write(folder.resolve(image), Arrays.copyOfRange(whole, 352, whole.length));
        assertThat(NiftiReader.read(first).volume().get(23)).isEqualTo(23);
        assertThat(NiftiReader.read(second).volume().get(23)).isEqualTo(23);
        assertThat(NiftiFiles.parts(first)).containsExactly(first, second);
    }

    @Test
    void theHalfThatIsNamedAlikeIsTakenBeforeOthers() throws IOException {
        for (String name : new String[] {"a.IMG.gz", "a.img.gz", "a.Img", "A.img", "a.img2"}) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(NiftiFiles.half(folder.resolve("a.hdr"), "hdr", "img")).contains(folder.resolve("a.Img"));
        assertThat(NiftiFiles.half(folder.resolve("a.HDR.GZ"), "hdr", "img")).contains(folder.resolve("a.IMG.gz"));
        assertThat(NiftiFiles.half(folder.resolve("b.hdr"), "hdr", "img")).isEmpty();
    }
}

package org.attunet.data.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiftiWriterFailureTest {
    @TempDir
    Path folder;

    private static Volume volume() {
        return Volume.of(Odd.GEOMETRY, new short[Odd.SIZE.voxels()]);
    }

    @Test
    void aTargetThatCannotBeWrittenIsRefusedAndLeavesNothing() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "kept");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NiftiWriter.write(volume(), file.resolve("below.nii")))
                .withMessageContaining("cannot be written")
                .satisfies(e -> assertThat(e.code()).contains("C2"));
        assertThat(Files.readString(file)).isEqualTo("kept");
    }

    @Test
    void aFailureHalfWayKeepsTheOldFileAndNoTrace() throws IOException {
        Path file = folder.resolve("image.nii.gz");
        Files.writeString(file, "kept");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[5000]);
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("No space left on device");
        assertThat(Files.readString(file)).isEqualTo("kept");
        assertThat(folder.toFile().list()).containsExactly("image.nii.gz");
    }

    @Test
    void aFolderInTheWayIsRefused() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken.nii"));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> NiftiWriter.write(volume(), taken));
        assertThat(folder.toFile().list()).containsExactly("taken.nii");
    }
}

package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhantomCommandTest {
    @TempDir
    private Path folder;

    private Run phantoms(String name, String size) {
        return Run.of("phantom", "--out", folder.resolve(name).toString(), "--cases", "1", "--size", size);
    }

    private Path image(String name) {
        return folder.resolve(name).resolve("images/phantom_001.nii.gz");
    }

    /** 320 × 268.8 × 204.8 mm, whatever the grid. */
    @Test
    void threeLengthsCoverWhatACubeCovers() {
        assertThat(phantoms("box", "20,16,32").code()).isZero();
        Volume box = NiftiReader.read(image("box")).volume();
        assertThat(box.size()).isEqualTo(new Size(20, 16, 32));
        Spacing spacing = box.geometry().spacing();
        assertThat(spacing.x()).isCloseTo(16, within(1e-4));
        assertThat(spacing.y()).isCloseTo(16.8, within(1e-4));
        assertThat(spacing.z()).isCloseTo(6.4, within(1e-4));
    }

    @Test
    void oneNumberIsACube() throws IOException {
        assertThat(phantoms("one", "16").code()).isZero();
        assertThat(phantoms("three", "16,16,16").code()).isZero();
        try (Stream<Path> files = Files.walk(folder.resolve("one"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path other =
                        folder.resolve("three").resolve(folder.resolve("one").relativize(file));
                assertThat(Files.mismatch(file, other)).as(file.toString()).isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64,64 | one length in voxels or three are expected, such as 64 or 160,134,102, found '64,64'",
                "wide | one length in voxels or three are expected, such as 64 or 160,134,102, found 'wide'",
                "64,64,0 | a grid needs at least one voxel an axis, not 64×64×0",
                "4000 | a grid of 4000×4000×4000 voxels is too large",
                "64,8,64 | a phantom needs at least 16 voxels along each axis, not 64×8×64"
            })
    void sizesThatAreNoneAreUsageErrors(String size, String message) {
        Run run = phantoms("none", size);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains(message);
        assertThat(folder.resolve("none")).doesNotExist();
    }
}

package org.attunet.data.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomDatasetTest {
    private static final PhantomSettings SETTINGS = PhantomSettings.cube(3, 16, 4, Difficulty.MEDIUM);

    @TempDir
    private Path folder;

    private static void write(Path out, Existing existing) {
        PhantomDataset.write(out, SETTINGS, existing, (finished, cases) -> {});
    }

    @Test
    void writesImagesLabelsAndDescription() {
        Path out = folder.resolve("new/set");
        List<Integer> heard = new ArrayList<>();
        assertThat(PhantomDataset.isComplete(out, SETTINGS)).isFalse();
        PhantomDataset.write(out, SETTINGS, Existing.REFUSE, (finished, cases) -> heard.add(finished * 10 + cases));

        assertThat(heard).containsExactly(13, 23, 33);
        assertThat(PhantomDataset.isComplete(out, SETTINGS)).isTrue();
        assertThat(PhantomDataset.isComplete(out, PhantomSettings.cube(3, 16, 5, Difficulty.MEDIUM)))
                .isFalse();
        Phantom second = Phantom.generate(SETTINGS, 2);
        Volume image =
                NiftiReader.read(out.resolve("images/phantom_002.nii.gz")).volume();
        Mask label = NiftiReader.readMask(out.resolve("labels/phantom_002.nii.gz"));
        assertThat(image.shorts()).isEqualTo(second.image().shorts());
        assertThat(label.labels()).isEqualTo(second.label().labels());
        assertThat(image.geometry().cornerDistance(second.image().geometry())).isLessThan(1e-4);
        assertThat(out.resolve("dataset.yaml")).content().contains("labels: {1: 1}");
    }

    @Test
    void sameSettingsGiveTheSameBytes() throws IOException {
        write(folder.resolve("a"), Existing.REFUSE);
        write(folder.resolve("b"), Existing.REFUSE);
        for (String file : List.of("dataset.yaml", "images/phantom_001.nii.gz", "labels/phantom_003.nii.gz")) {
            assertThat(Files.mismatch(
                            folder.resolve("a").resolve(file),
                            folder.resolve("b").resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "x");
        assertThatThrownBy(() -> write(folder, Existing.REFUSE))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("--force");
        assertThat(folder.resolve("images")).doesNotExist();
    }

    @Test
    void replacingLeavesNoPhantomOfTheSetBefore() throws IOException {
        PhantomSettings more = PhantomSettings.cube(4, 16, 4, Difficulty.MEDIUM);
        PhantomDataset.write(folder, more, Existing.REFUSE, (finished, cases) -> {});
        Files.writeString(folder.resolve("split.json"), "{}");
        write(folder, Existing.REPLACE);
        assertThat(folder.resolve("images/phantom_004.nii.gz")).doesNotExist();
        assertThat(folder.resolve("labels/phantom_004.nii.gz")).doesNotExist();
        assertThat(folder.resolve("split.json")).exists();
        assertThat(PhantomDataset.isComplete(folder, SETTINGS)).isTrue();
    }

    @Test
    void idsSortAsTheyCount() {
        List<String> ids = IntStream.of(1, 10, 999, 1200)
                .mapToObj(PhantomSettings.cube(1200, 16, 0, Difficulty.EASY)::caseId)
                .toList();
        assertThat(ids).isSorted().containsExactly("phantom_0001", "phantom_0010", "phantom_0999", "phantom_1200");
    }
}

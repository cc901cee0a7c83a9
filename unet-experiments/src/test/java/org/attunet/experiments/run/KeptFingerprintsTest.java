package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is told from what is made by an empty fingerprint put in its place, which no phantom has. */
class KeptFingerprintsTest {
    private static final String EMPTY = "landmarks-1:";

    @TempDir
    private Path folder;

    private Path images;
    private KeptFingerprints kept;

    @BeforeEach
    void makeData() {
        Path data = folder.resolve("data");
        PhantomDataset.write(data, PhantomSettings.cube(2, 24, 3, Difficulty.EASY), Existing.REFUSE, (done, all) -> {});
        images = data.resolve("images");
        kept = new KeptFingerprints(DatasetSettings.NONE, Optional.of(folder.resolve("kept")));
    }

    private Case phantom(int number) {
        return new Case("case", images.resolve("phantom_00" + number + ".nii.gz"), Optional.empty());
    }

    private String of(Case source) {
        return kept.of(source).text();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            return files.toList();
        }
    }

    @Test
    void theSameFilesAreReadOnceWhateverTheCaseIsCalled() throws IOException {
        assertThat(of(phantom(1))).hasSizeGreaterThan(EMPTY.length());
        Files.writeString(files().get(0), EMPTY);
        Case renamed = new Case("other", Files.copy(phantom(1).image(), folder.resolve("a.nii.gz")), Optional.empty());
        assertThat(of(renamed)).isEqualTo(EMPTY);
    }

    @Test
    void anotherScanIsNotTakenForIt() throws IOException {
        String first = of(phantom(1));
        Files.writeString(files().get(0), EMPTY);
        Files.copy(phantom(2).image(), phantom(1).image(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(of(phantom(1))).isNotEqualTo(EMPTY).isNotEqualTo(first);
    }

    @Test
    void aDamagedOneIsMadeAgain() throws IOException {
        String made = of(phantom(1));
        Path file = files().get(0);
        Files.writeString(file, made.substring(0, made.length() - 5));
        assertThat(of(phantom(1))).isEqualTo(made);
        assertThat(file).hasContent(made);
    }

    @Test
    void aFolderThatCannotBeWrittenOnlyCostsTime() throws IOException {
        String made = of(phantom(1));
        Path blocked = Files.writeString(folder.resolve("file"), "");
        KeptFingerprints nowhere = new KeptFingerprints(DatasetSettings.NONE, Optional.of(blocked.resolve("kept")));
        assertThat(nowhere.of(phantom(1)).text()).isEqualTo(made);
        assertThat(new KeptFingerprints(DatasetSettings.NONE, Optional.empty())
                        .of(phantom(1))
                        .text())
                .isEqualTo(made);
    }
}

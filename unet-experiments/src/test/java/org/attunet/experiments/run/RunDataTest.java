package org.attunet.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split;
import org.attunet.data.dataset.Split.Overlap;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.dataset.SplitProtocol;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDataTest {
    private static final List<String> IDS =
            IntStream.range(0, 9).mapToObj(n -> "case_" + n).toList();

    @TempDir
    private Path folder;

    @BeforeEach
    void nameFiles() throws IOException {
        for (String part : List.of("images", "labels")) {
            Files.createDirectories(folder.resolve(part));
            for (String id : IDS) {
                Files.createFile(folder.resolve(part).resolve(id + ".nii.gz"));
            }
        }
    }

    private RunData open(int fold) {
        return RunData.open(folder, Overlap.REFUSED, fold);
    }

    @Test
    void withoutAFileTheReferencesSplitIsTaken() {
        assertThat(open(0).split()).isEqualTo(SplitProtocol.reference(IDS));
        assertThatThrownBy(() -> open(1)).isInstanceOf(DataException.class).hasMessageContaining("holds no folds");
    }

    @Test
    void aFileThatLeadsNowhereIsNotTakenForNone() throws IOException {
        Files.createSymbolicLink(folder.resolve("split.json"), folder.resolve("elsewhere.json"));
        assertThatThrownBy(() -> open(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("split.json cannot be read: a link that leads nowhere");
        assertThatThrownBy(() -> RunData.openAny(folder)).isInstanceOf(DataException.class);
    }

    @Test
    void aFoldIsChosenByItsNumberAndNamed() {
        List<Split> folds = SplitProtocol.kFold(IDS, 3, 1);
        SplitFile.writeFolds(folds, folder.resolve("split.json"));
        assertThat(open(2).split().test()).isEqualTo(folds.get(1).test());
        assertThat(open(2).split().protocol()).isEqualTo("k-fold 2/3");
        assertThat(RunData.openAny(folder).withFold(3).split().test())
                .isEqualTo(folds.get(2).test());
        assertThatThrownBy(() -> open(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.fold is 0; set it to one of 1 to 3");
        assertThatThrownBy(() -> open(4)).isInstanceOf(DataException.class);
    }

    @Test
    void aSingleSplitHasNoFolds() {
        Split ratio = SplitProtocol.ratio(IDS, 0.5, 0.2, 1);
        SplitFile.write(ratio, folder.resolve("split.json"));
        assertThat(open(0).split()).isEqualTo(ratio);
        assertThatThrownBy(() -> open(2)).isInstanceOf(DataException.class);
    }

    @Test
    void aRunKeepsTheSplitItWasTrainedWith() {
        Split own = SplitProtocol.ratio(IDS, 0.5, 0.2, 1);
        SplitFile.write(SplitProtocol.ratio(IDS, 0.5, 0.2, 2), folder.resolve("split.json"));
        assertThat(RunData.openAny(folder).withSplit(own).cases("test"))
                .extracting(c -> c.id())
                .isEqualTo(own.test());
    }

    @Test
    void whatACheckFoundStaysWithTheCasesItConcerns() {
        Finding set = Finding.of(BadInput.S2, Severity.WARNING, "twice");
        Finding first = set.in(IDS.get(0));
        Finding last = set.in(IDS.get(IDS.size() - 1));
        RunData all = open(0).noting(List.of(set, first, last));
        assertThat(all.findings()).containsExactly(set, first, last);
        Split other = new Split("own", 0, List.of(IDS.get(0)), List.of(IDS.get(1)), List.of(IDS.get(2)));
        assertThat(all.withSplit(other).findings()).containsExactly(set, first);
    }

    /** Voxels of a pair lie beside its header. */
    @Test
    void bothFilesOfAPairAreInputs() throws IOException {
        Files.move(folder.resolve("images/case_0.nii.gz"), folder.resolve("images/case_0.hdr"));
        Files.writeString(folder.resolve("images/case_0.img"), "voxels");
        RunData data = new RunData(
                DatasetFolder.open(folder), new Split("own", 0, List.of("case_0"), List.of("case_1"), List.of()));
        assertThat(Hashes.ofInputs(data))
                .containsOnlyKeys(
                        "images/case_0.hdr",
                        "images/case_0.img",
                        "labels/case_0.nii.gz",
                        "images/case_1.nii.gz",
                        "labels/case_1.nii.gz")
                .containsEntry("images/case_0.img", Hashes.ofText("voxels"));
    }
}

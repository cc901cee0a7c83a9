package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published folds of CT-82 by one command, on phantoms with that dataset's names and traps; two tiny experiments. */
class PublishedFoldsTest {
    /** Two cases at least of each fold, on either side of the withdrawn ones. */
    private static final int[] NUMBERS = {1, 20, 21, 40, 41, 61, 62, 82};

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("ct82");
    }

    /** Images named as {@code convert} names TCIA's folders, labels as in TCIA's archive: withdrawn cases' labels are still there. */
    private void standIn() throws IOException {
        PhantomDataset.write(
                folder.resolve("phantoms"),
                PhantomSettings.cube(NUMBERS.length, 32, 5, Difficulty.EASY),
                Existing.REFUSE,
                (done, all) -> {});
        Files.createDirectories(data().resolve("images"));
        Files.createDirectories(data().resolve("labels"));
        for (int n = 0; n < NUMBERS.length; n++) {
            String phantom = String.format("phantom_%03d.nii.gz", n + 1);
            Files.move(folder.resolve("phantoms/images").resolve(phantom), image(NUMBERS[n]));
            Files.move(folder.resolve("phantoms/labels").resolve(phantom), label(NUMBERS[n]));
        }
        Files.copy(label(1), label(25));
        Files.copy(label(1), label(70));
    }

    private Path image(int number) {
        return data().resolve(String.format("images/PANCREAS_%04d.nii.gz", number));
    }

    private Path label(int number) {
        return data().resolve(String.format("labels/label%04d.nii.gz", number));
    }

    private void exclude() throws IOException {
        Files.writeString(data().resolve("dataset.yaml"), "name: stand-in\nexclude: [25, 70]\n");
    }

    /** The profile's own words, with networks of a few hundred parameters. */
    private Run run() {
        return Run.of(
                "cross-validate",
                "--protocol=four-fold",
                "--experiment",
                "best",
                "dice-ce",
                "--data=" + data(),
                "--runs=" + folder.resolve("runs"),
                "--scale=demo",
                "--set=network.widths=[2, 3];network.supervision=1;data.patch=16;training.epochs=1");
    }

    @Test
    void everyCaseIsTestedOnceByEachExperimentAndOneTableHoldsThem() throws IOException {
        standIn();
        exclude();
        Run run = run();
        assertThat(run.code()).as(run.messages()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("runs/results.csv"));
        assertThat(rows.stream().filter(row -> row.contains(",ours,test,image,8,")))
                .hasSize(2)
                .anyMatch(row -> row.startsWith("best,"))
                .anyMatch(row -> row.startsWith("dice-ce,"));
        assertThat(rows).anyMatch(row -> row.contains(",paper,")).anyMatch(row -> row.contains(",reference project,"));
        assertThat(run.results()).contains("| best |", "| dice-ce |", "Wilcoxon");

        List<String> before = checkpoints();
        assertThat(run().code()).isZero();
        assertThat(checkpoints()).isEqualTo(before);
    }

    /** Each with the time when it was written. */
    private List<String> checkpoints() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            for (Path file :
                    files.filter(path -> path.endsWith("best.zip")).sorted().toList()) {
                found.add(file + " " + Files.getLastModifiedTime(file));
            }
        }
        assertThat(found).hasSize(8);
        return found;
    }

    @Test
    void labelsOfWithdrawnCasesAreRefusedUntilTheyAreExcluded() throws IOException {
        standIn();
        Run run = run();
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("label0025", "label0070");
        assertThat(folder.resolve("runs/best")).doesNotExist();
    }

    @Test
    void aLabelOfAnotherGridIsRefusedBeforeAnythingIsTrained() throws IOException {
        standIn();
        exclude();
        Mask mask = NiftiReader.readMask(label(41));
        Files.delete(label(41));
        NiftiWriter.write(
                mask.withGeometry(
                        new Geometry(mask.size(), mask.geometry().affine().movedTo(10, 0, 0))),
                label(41));
        Run run = run();
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("PANCREAS_0041", "L3");
        assertThat(folder.resolve("runs/best")).doesNotExist();
    }

    /** As where images or labels alone were turned on their way from TCIA's DICOM and NIfTI files. */
    @Test
    void aLabelFlippedUnderTheSameHeaderIsRefusedBeforeAnythingIsTrained() throws IOException {
        standIn();
        exclude();
        Mask mask = NiftiReader.readMask(label(41));
        Size size = mask.size();
        byte[] flipped = new byte[size.voxels()];
        for (int n = 0; n < flipped.length; n++) {
            int j = n / size.x() % size.y();
            flipped[n + (size.y() - 1 - 2 * j) * size.x()] = (byte) mask.get(n);
        }
        NiftiWriter.write(new Mask(mask.geometry(), flipped), label(41));
        Run run = run();
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("PANCREAS_0041", "L4");
        assertThat(folder.resolve("runs/best")).doesNotExist();
    }
}

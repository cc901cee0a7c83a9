package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tiny trained network's answers look like. */
class PredictedPicturesTest {
    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        run = Run.scoredRun(shared.resolve("data"), shared.resolve("runs"));
    }

    private void predict(Path scan, String name, String... more) {
        Run.require(Stream.concat(
                        Stream.of("predict", "--model", run.toString(), "--in", scan.toString(), "--out", file(name)),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** Two names for the mask, one picture; a copy of the scan under another name has another. */
    @Test
    void aPictureCarriesTheScansNameWhateverTheMaskIsNamed() throws IOException {
        Path scan = shared.resolve("data/images/phantom_001.nii.gz");
        Path copy = Files.copy(scan, folder.resolve("somebody.nii.gz"));
        predict(scan, "a.nii.gz", "--overlay");
        predict(scan, "b.nii.gz", "--overlay");
        predict(copy, "c.nii.gz", "--overlay");

        assertThat(folder.resolve("b.png")).hasSameBinaryContentAs(folder.resolve("a.png"));
        assertThat(Files.readAllBytes(folder.resolve("c.png")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("a.png")));
    }

    /** Widths of three levels have gates 1 and 2. */
    @Test
    void everyMapThatIsWrittenIsDrawnToo() {
        predict(
                shared.resolve("data/images/phantom_001.nii.gz"),
                "m.nii.gz",
                "--overlay",
                "--attention",
                "--probabilities");

        for (String map : List.of("probability-pancreas", "attention-gate1", "attention-gate2")) {
            assertThat(folder.resolve("m-" + map + ".nii.gz")).isNotEmptyFile();
            assertThat(folder.resolve("m-" + map + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void aPictureThatIsThereIsNotReplacedUnasked() throws IOException {
        Files.writeString(folder.resolve("n-attention-gate2.png"), "somebody's");
        Run refused = Run.of(
                "predict",
                "--model",
                run.toString(),
                "--in",
                shared.resolve("data/images/phantom_001.nii.gz").toString(),
                "--out",
                file("n.nii.gz"),
                "--overlay",
                "--attention");

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.messages()).contains("n-attention-gate2.png exists already");
        assertThat(folder.resolve("n.nii.gz")).doesNotExist();
    }

    /** The gates' maps lie in the evaluation for the viewer, in percent, and the report carries them. */
    @Test
    void theReportCarriesProbabilityAndAttention() throws IOException {
        Path viewer = run.resolve("evaluation/viewer");
        String id = only(run.resolve("evaluation/maps")).replace(".png", "");
        for (String layer : List.of("probability", "attention-gate1", "attention-gate2")) {
            Volume percent = NiftiReader.read(viewer.resolve(id + "-" + layer + ".nii.gz"))
                    .volume();
            for (int n = 0; n < percent.size().voxels(); n++) {
                assertThat(percent.get(n)).isBetween(0f, 100f);
            }
        }
        Run.require("report", "--runs", shared.resolve("runs").toString());

        assertThat(shared.resolve("runs/report.html"))
                .content()
                .contains("\"name\":\"attention, gate2\"", "\"name\":\"probability of the organ\"")
                .contains("Probability and attention of baseline");
    }

    private static String only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anEvaluationDrawsHowVolumesAgree() {
        assertThat(run.resolve("evaluation/bland-altman.png")).isNotEmptyFile();
    }
}

package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
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

    @Test
    void anEvaluationDrawsHowVolumesAgree() {
        assertThat(run.resolve("evaluation/bland-altman.png")).isNotEmptyFile();
    }
}

package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.dataset.SplitFile;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training cases among those that are to test, under other names and on other grids. */
class LeakCheckTest {
    @TempDir
    private static Path shared;

    private static Path data;
    private static Path run;
    private static Path tests;
    private static String leaked;

    @TempDir
    private Path folder;

    /** Two tests: a training case without its outermost voxels under another name, and a body that nobody saw. */
    @BeforeAll
    static void train() throws IOException {
        data = shared.resolve("data");
        Run.require("phantom", "--out", data.toString(), "--cases", "5", "--size", "32");
        Run.require("split", "--data", data.toString());
        Run trained = Run.training(
                data,
                shared.resolve("runs"),
                "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=1;training.validate-every=1");
        assertThat(trained.code()).as(trained.messages()).isZero();
        run = Path.of(trained.results().lines().findFirst().orElseThrow());
        tests = shared.resolve("tests");
        Files.createDirectories(tests.resolve("images"));
        leaked = SplitFile.readAll(data.resolve("split.json")).get(0).train().get(0);
        Volume image =
                NiftiReader.read(data.resolve("images/" + leaked + ".nii.gz")).volume();
        NiftiWriter.write(inner(image), tests.resolve("images/patient_a.nii.gz"));
        Path others = shared.resolve("others");
        Run.require("phantom", "--out", others.toString(), "--cases", "1", "--size", "32", "--seed", "77");
        Files.copy(others.resolve("images/phantom_001.nii.gz"), tests.resolve("images/patient_b.nii.gz"));
    }

    private static Volume inner(Volume image) {
        Size size = new Size(
                image.size().x() - 2, image.size().y() - 2, image.size().z() - 2);
        float[] values = new float[size.voxels()];
        int n = 0;
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    values[n++] = image.get(i + 1, j + 1, k + 1) + 10;
                }
            }
        }
        Affine affine = image.geometry().affine().movedTo(1, 1, 1);
        return Volume.of(new Geometry(size, affine), values);
    }

    private static void requireFound(Path against) throws IOException {
        Run found = Run.of("check", "--data", tests.toString(), "--against", against.toString(), "--json");
        assertThat(found.code()).isEqualTo(ExitCode.DATA);
        JsonNode findings = new ObjectMapper().readTree(found.results()).get("findings");
        assertThat(findings)
                .filteredOn(finding -> finding.get("code").asText().equals("M9"))
                .extracting(finding -> finding.get("case").asText() + " "
                        + finding.get("severity").asText())
                .containsExactly("patient_a error");
    }

    @Test
    void aTrainingCaseAmongTheTestsIsFoundByTheRunItsFolderAndItsModel() throws IOException {
        Path model = folder.resolve("model.zip");
        Run.require("export", run.toString(), model.toString());
        requireFound(run);
        requireFound(data);
        requireFound(model);
        assertThat(Run.of("check", "--data", tests.toString(), "--against", run.toString())
                        .results())
                .contains("the same scan as " + leaked);
    }

    @Test
    void aTestThatNobodySawPasses() {
        Run clean = Run.of("check", "--data", data.toString(), "--split", "test", "--against", run.toString());
        assertThat(clean.results()).doesNotContain("M9");
        assertThat(clean.code()).isZero();
    }

    /** A checkpoint is no exported model, and a run of an earlier version kept no fingerprints. */
    @Test
    void whatCarriesNoFingerprintsIsNotCalledClean() {
        Path bare = new RunFolder(run).best();
        Run unknown = Run.of("check", "--data", tests.toString(), "--against", bare.toString());
        assertThat(unknown.code()).isEqualTo(ExitCode.DATA);
        assertThat(unknown.messages()).contains("carries no fingerprints", "nothing can be said");
    }

    @Test
    void splitsAreThoseOfWhatIsHeldAgainstOthers() {
        for (List<String> options : List.of(List.of("--split", "test"), List.of("--against", "x", "--split", "some"))) {
            Run wrong = Run.of(Stream.concat(Stream.of("check", "--data", tests.toString()), options.stream())
                    .toArray(String[]::new));
            assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
        }
    }
}

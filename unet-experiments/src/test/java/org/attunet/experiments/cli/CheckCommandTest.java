package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void makePhantoms() {
        data = folder.resolve("data");
        assertThat(Run.of("phantom", "--out", data.toString(), "--cases", "4", "--size", "64", "--seed", "1")
                        .code())
                .isZero();
        assertThat(Run.of("split", "--data", data.toString()).code()).isZero();
    }

    @Test
    void soundDataPass() throws IOException {
        Run run = Run.of("check", "--data", data.toString(), "--json");
        assertThat(run.code()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.results());
        assertThat(report.get("cases").asInt()).isEqualTo(4);
        assertThat(report.get("findings"))
                .noneMatch(f -> f.get("severity").asText().equals("error"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void aLabelFlippedUnderTheSameHeaderIsFoundAndDrawn(int axes) throws IOException {
        Path file = data.resolve("labels/phantom_002.nii.gz");
        NiftiWriter.write(flipped(NiftiReader.readMask(file), axes), file);

        Run run = Run.of("check", "--data", data.toString(), "--json");

        assertThat(run.code()).isEqualTo(4);
        assertThat(new ObjectMapper().readTree(run.results()).get("findings"))
                .filteredOn(f -> f.get("severity").asText().equals("error"))
                .extracting(f -> f.get("case").asText() + " " + f.get("code").asText())
                .containsExactly("phantom_002 L4");
        try (var pictures = Files.list(data.resolve("check"))) {
            assertThat(pictures).anyMatch(p -> p.getFileName().toString().contains("phantom_002"));
        }
    }

    @Test
    void allThatIsWrongIsToldInOneRunAndRefusedByEveryCommand() throws IOException {
        Files.delete(data.resolve("labels/phantom_001.nii.gz"));
        Files.writeString(data.resolve("images/phantom_003.nii.gz"), "nothing");
        Path label = data.resolve("labels/phantom_004.nii.gz");
        Mask mask = NiftiReader.readMask(label);
        NiftiWriter.write(new Mask(mask.geometry(), new byte[mask.labels().length]), label);

        Run run = Run.of("check", "--data", data.toString());

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.results()).contains("phantom_001", "phantom_003", "L7 phantom_004");
        for (List<String> command : List.of(
                List.of("train", "--experiment", "baseline", "--runs", folder + "/runs"),
                List.of("sweep", "--runs", folder + "/runs"))) {
            List<String> line = new ArrayList<>(command);
            line.addAll(List.of("--data", data.toString()));
            Run refused = Run.of(line.toArray(String[]::new));
            assertThat(refused.code()).as(command.get(0)).isEqualTo(4);
            assertThat(folder.resolve("runs/baseline")).doesNotExist();
        }
    }

    @Test
    void everyCommandRefusesWhatTheMapDoesNotList() throws IOException {
        Files.writeString(data.resolve("dataset.yaml"), "labels: {2: 1}\n");
        for (List<String> command : List.of(
                List.of("check"),
                List.of("train", "--experiment", "baseline", "--scale", "demo", "--runs", folder + "/runs"),
                List.of("sweep", "--scale", "demo", "--runs", folder + "/runs"))) {
            List<String> line = new ArrayList<>(command);
            line.addAll(List.of("--data", data.toString()));
            Run refused = Run.of(line.toArray(String[]::new));
            assertThat(refused.code()).as(command.get(0)).isEqualTo(4);
            assertThat(refused.results() + refused.messages())
                    .as(command.get(0))
                    .contains("error L10 phantom_001", "'labels: {1: 0, 2: 1}'");
        }
        assertThat(folder.resolve("runs/baseline")).doesNotExist();
    }

    /** Values 1 and 2 without a map: an experiment of two classes refuses them, and so does a check that names no other. */
    @Test
    void everyCommandRefusesAClassThatTheExperimentLacks() throws IOException {
        Files.delete(data.resolve("dataset.yaml"));
        for (int n = 1; n <= 4; n++) {
            Path file = data.resolve("labels/phantom_00" + n + ".nii.gz");
            Mask mask = NiftiReader.readMask(file);
            byte[] labels = mask.labels().clone();
            int voxel = 0;
            while (labels[voxel] == 0) {
                voxel++;
            }
            labels[voxel] = 2;
            NiftiWriter.write(new Mask(mask.geometry(), labels), file);
        }
        String image = data + "/images/phantom_001.nii.gz";
        String label = data + "/labels/phantom_001.nii.gz";
        String runs = folder + "/runs";
        for (List<String> command : List.of(
                List.of("check", "--data", data.toString()),
                List.of("preprocess", "--in", image, "--label", label, "--out", folder + "/out"),
                List.of("train", "--experiment", "baseline", "--scale", "demo", "--runs", runs, "--data", data + ""),
                List.of("sweep", "--scale", "demo", "--runs", runs, "--data", data.toString()))) {
            Run refused = Run.of(command.toArray(String[]::new));
            assertThat(refused.code()).as(command.get(0)).isEqualTo(4);
            assertThat(refused.results() + refused.messages())
                    .as(command.get(0))
                    .contains("error L6 phantom_001: the label holds 2 (1 voxels); expected classes 0 to 1");
        }
        assertThat(Run.of("check", "--data", data.toString(), "--classes", "3").code())
                .isZero();
        assertThat(Run.of(
                                "preprocess",
                                "--in",
                                image,
                                "--label",
                                label,
                                "--out",
                                folder + "/out",
                                "--preset",
                                "demo",
                                "--classes",
                                "3")
                        .code())
                .isZero();
        assertThat(Run.of("check", "--data", data.toString(), "--classes", "257")
                        .code())
                .isEqualTo(2);
    }

    /** A file in the place of the folder keeps even those from writing there who may write everywhere. */
    @Test
    void aReadOnlyDatasetIsCheckedAllTheSame() throws IOException {
        Path file = data.resolve("labels/phantom_002.nii.gz");
        NiftiWriter.write(flipped(NiftiReader.readMask(file), 1), file);
        Files.writeString(data.resolve("check"), "");
        Run run = Run.of("check", "--data", data.toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.results()).contains("error L4 phantom_002", "4 cases, 1 error");
        assertThat(run.messages())
                .contains("unet: a picture could not be written to " + data.resolve("check") + "; --pictures DIR says");
        Run elsewhere = Run.of("check", "--data", data.toString(), "--pictures", folder + "/pictures");
        assertThat(elsewhere.messages()).doesNotContain("could not be written");
        assertThat(folder.resolve("pictures/phantom_002.png")).exists();
    }

    private static Mask flipped(Mask mask, int axes) {
        Size size = mask.size();
        byte[] labels = new byte[mask.labels().length];
        for (int k = 0; k < size.z(); k++) {
            for (int j = 0; j < size.y(); j++) {
                for (int i = 0; i < size.x(); i++) {
                    int x = (axes & 1) == 0 ? i : size.x() - 1 - i;
                    int y = (axes & 2) == 0 ? j : size.y() - 1 - j;
                    int z = (axes & 4) == 0 ? k : size.z() - 1 - k;
                    labels[size.index(i, j, k)] = (byte) mask.get(x, y, z);
                }
            }
        }
        return new Mask(mask.geometry(), labels);
    }
}

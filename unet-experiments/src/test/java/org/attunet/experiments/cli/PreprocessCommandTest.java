package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessCommandTest {
    private static final String TINY =
            "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=1;training.validate-every=1";

    private static final Geometry GEOMETRY = new Geometry(Size.cube(8), Affine.diagonal(new Spacing(4, 4, 4), 0, 0, 0));

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCase() {
        short[] voxels = new short[512];
        byte[] labels = new byte[512];
        for (int n = 0; n < 512; n++) {
            voxels[n] = (short) (n - 256);
            labels[n] = (byte) (n > 400 ? 1 : 0);
        }
        NiftiWriter.write(Volume.of(GEOMETRY, voxels), folder.resolve("ct.nii.gz"));
        NiftiWriter.write(new Mask(GEOMETRY, labels), folder.resolve("label.nii.gz"));
    }

    @Test
    void stagesHaveTheirDocumentedNames() throws IOException {
        Run run = preprocess("out", "--preset", "reference", "--stages");
        assertThat(run.code()).isZero();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "00-input-image.nii.gz",
                            "00-input-label.nii.gz",
                            "01-normalize-image.nii.gz",
                            "01-normalize-label.nii.gz",
                            "02-crop-image.nii.gz",
                            "02-crop-label.nii.gz",
                            "03-orient-image.nii.gz",
                            "03-orient-label.nii.gz",
                            "04-spacing-image.nii.gz",
                            "04-spacing-label.nii.gz",
                            "05-pad-image.nii.gz",
                            "05-pad-label.nii.gz");
        }
    }

    @Test
    void nothingIsOverwrittenWithoutForce() {
        assertThat(preprocess("out", "--preset", "demo").code()).isZero();
        Run again = preprocess("out", "--preset", "demo");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.messages()).contains("--force");
        assertThat(preprocess("out", "--preset", "demo", "--force").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"255, L6", "0, L7"})
    void aLabelThatCheckCallsAnErrorIsRefused(int value, String code) {
        byte[] labels = new byte[512];
        Arrays.fill(labels, 400, 512, (byte) value);
        NiftiWriter.write(new Mask(GEOMETRY, labels), folder.resolve("label.nii.gz"));
        Run run = preprocess("out", "--preset", "demo");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("error " + code + " ct: the label");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"500", "1e6", "3e20"})
    void aScanWhoseSpacingNoMemoryHoldsIsADataError(double spacing) {
        Geometry grid = new Geometry(Size.cube(8), Affine.diagonal(Spacing.isotropic(spacing), 0, 0, 0));
        short[] voxels = new short[512];
        for (int n = 0; n < 512; n++) {
            voxels[n] = (short) (n - 256);
        }
        NiftiWriter.write(Volume.of(grid, voxels), folder.resolve("ct.nii.gz"));
        Run run = Run.of(
                "preprocess",
                "--in",
                folder.resolve("ct.nii.gz").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("N20 image: the field of view").contains("8×8×4 voxels of");
    }

    @Test
    void aMapSaysWhatTheValuesMean() {
        byte[] labels = new byte[512];
        Arrays.fill(labels, 300, 400, (byte) 1);
        Arrays.fill(labels, 400, 512, (byte) 7);
        NiftiWriter.write(new Mask(GEOMETRY, labels), folder.resolve("label.nii.gz"));
        assertThat(preprocess("out", "--map", "7=1").messages())
                .contains("error L10", "1 (100 voxels)", "preprocess: --map 1=0,7=1)");
        assertThat(preprocess("others", "--map", "7=1,others=background").code())
                .isZero();
        assertThat(preprocess("out", "--map", "1=0,7=1", "--stages").code()).isZero();
        Mask mask = NiftiReader.readMask(folder.resolve("out/00-input-label.nii.gz"));
        assertThat(mask.count(1)).isEqualTo(112);
        assertThat(preprocess("other", "--map", "7=256").code()).isEqualTo(2);
        Run twice = preprocess("other", "--map", "1=0,7=1", "--map", "7=0");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.messages()).contains("--map: the value 7 is mapped twice, to 1 and to 0");
    }

    /** Nobody can list a case of no dataset as verified. */
    @Test
    void aLabelThatLooksFlippedIsAWarningThatSaysItIsTakenAsItIs() {
        Phantom phantom = Phantom.generate(PhantomSettings.cube(1, 64, 21, Difficulty.EASY), 1);
        Mask label = phantom.label();
        byte[] mirrored = new byte[label.labels().length];
        Size size = label.size();
        for (int n = 0; n < mirrored.length; n++) {
            mirrored[n] = label.labels()[n - n % size.x() + size.x() - 1 - n % size.x()];
        }
        NiftiWriter.write(phantom.image(), folder.resolve("ct.nii.gz"));
        NiftiWriter.write(new Mask(label.geometry(), mirrored), folder.resolve("label.nii.gz"));
        Run run = preprocess("out", "--preset", "demo");
        assertThat(run.code()).as(run.messages()).isZero();
        assertThat(run.messages())
                .contains(
                        "unet: L4 the label tells", "flipped under the same header; taken as it is, so look at what is")
                .doesNotContain("verified");
        assertThat(folder.resolve("out/label.nii.gz")).exists();
    }

    @Test
    void anUnknownPresetIsAUsageErrorThatListsThem() {
        Run run = preprocess("out", "--preset", "refrence");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("reference, demo, paper, best");
    }

    private Run whole(String... more) {
        Stream<String> options = Stream.of(
                "preprocess",
                "--data",
                folder.resolve("set").toString(),
                "--scale",
                "demo",
                "--runs",
                folder.resolve("runs").toString());
        return Run.of(Stream.concat(options, Stream.of(more)).toArray(String[]::new));
    }

    private void makeSet() {
        Run.require(
                "phantom",
                "--out",
                folder.resolve("set").toString(),
                "--cases",
                "4",
                "--size",
                "16",
                "--difficulty",
                "easy");
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("runs/.cache"))) {
            return files.filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aWholeDatasetIsPreparedOnceAsTrainingReadsIt() throws IOException {
        makeSet();
        Run first = whole("--set", TINY);
        assertThat(first.code()).as(first.messages()).isZero();
        assertThat(first.results()).startsWith("4 cases prepared, 0 were there");
        List<Path> cases = cached();
        assertThat(cases).hasSize(4);
        Files.delete(cases.get(1));
        assertThat(whole("--set", TINY).results()).startsWith("1 cases prepared, 3 were there");
        Run trained = Run.training(folder.resolve("set"), folder.resolve("runs"), TINY);
        assertThat(trained.code()).as(trained.messages()).isZero();
        assertThat(cached())
                .as("training reads what was prepared for its patch")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aCaseThatCannotBeUsedIsNamedAndTheOthersArePrepared() throws IOException {
        makeSet();
        Files.writeString(folder.resolve("set/images/phantom_002.nii.gz"), "no image");
        Run run = whole("--json");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages())
                .contains("error", "phantom_002", "1 cases cannot be used as they are and were left out");
        assertThat(run.results()).contains("\"prepared\" : 3", "\"left-out\" : [ \"phantom_002\" ]");
        assertThat(cached()).hasSize(3);
    }

    @Test
    void whatIsOfOneCaseIsRefusedBesideAWholeDataset() {
        makeSet();
        assertThat(whole("--preset", "best").messages()).contains("--experiment NAME or --set data.preset=best");
        assertThat(whole("--stages").code()).isEqualTo(2);
        assertThat(Run.of("preprocess", "--preset", "best").messages()).contains("either --in FILE, or --data DIR");
    }

    @Test
    void withoutACacheThereIsNothingToPrepare() {
        makeSet();
        Run run = whole("--set", "data.cache.storage=none");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.messages()).contains("data.cache.storage is none");
    }

    @Test
    void aCacheThatIsTooSmallIsSaid() {
        makeSet();
        Run run = whole("--set", "data.cache.gigabytes=0.00001");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("the cache took no more", "data.cache.gigabytes");
    }

    private Run preprocess(String out, String... more) {
        Stream<String> options = Stream.of(
                "preprocess",
                "--in",
                folder.resolve("ct.nii.gz").toString(),
                "--label",
                folder.resolve("label.nii.gz").toString(),
                "--out",
                folder.resolve(out).toString());
        return Run.of(Stream.concat(options, Stream.of(more)).toArray(String[]::new));
    }
}

package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attunet.data.dicom.MadeSeries;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.eval.inference.CoarseSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coarse model from the command line, to the model file that works alone; networks of a few hundred parameters. */
class CoarseToFineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Run train(String experiment, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("train", "--experiment", experiment));
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of("--runs", folder.resolve("runs").toString()));
        List<String> all = new ArrayList<>(List.of(
                "network.supervision=1", "network.widths=[2, 3]", "training.epochs=1", "training.validate-every=1"));
        all.addAll(List.of(settings));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Run.of(arguments.toArray(String[]::new));
    }

    private static Path path(Run run) {
        assertThat(run.code()).as(run.messages()).isZero();
        return Path.of(run.results().lines().findFirst().orElseThrow());
    }

    /** A network of one epoch finds nothing or everything: both are odd, and the whole scan is looked at. */
    @Test
    void aModelHoldsTheCoarseOneAndSaysWhereItWasNotBelieved() throws IOException {
        PhantomDataset.write(
                folder.resolve("data"),
                PhantomSettings.cube(4, 24, 3, Difficulty.EASY),
                Existing.REFUSE,
                (done, all) -> {});
        Path coarse = path(train("coarse", "data.patch=8", "data.minimum=8", "data.spacing=[26, 22, 17]"));
        Path run =
                path(train("baseline", "data.patch=16", "inference.coarse-model=" + coarse, "data.crops-from=coarse"));
        Path file = run.resolve("checkpoints/best.zip");
        Model model = ModelFile.read(file);
        assertThat(model.coarse().orElseThrow().name()).startsWith("coarse/");
        Path moved = Files.move(file, folder.resolve("alone.zip"));
        Files.move(coarse, folder.resolve("gone"));

        String scan = folder.resolve("data/images/phantom_001.nii.gz").toString();
        Run predicted = predict(moved, scan, "a.nii.gz");
        assertThat(predicted.code()).as(predicted.messages()).isZero();
        assertThat(predicted.messages()).contains("phantom_001: the coarse network coarse/");

        Run everywhere = predict(moved, scan, "b.nii.gz", "--set", "inference.coarse-model=none");
        assertThat(everywhere.code()).as(everywhere.messages()).isZero();
        assertThat(everywhere.messages()).doesNotContain("coarse network");

        Path alone = folder.resolve("everywhere.zip");
        ModelFile.write(model.shown(model.inference().withCoarse(CoarseSettings.NONE)), alone);
        for (Path fine : List.of(moved, alone)) {
            Run named = predict(
                    fine, scan, "b.nii.gz", "--force", "--set", "inference.coarse-model=" + folder.resolve("gone"));
            assertThat(named.code()).as(named.messages()).isZero();
            assertThat(named.messages()).contains("phantom_001: the coarse network coarse/");
        }

        Path series = folder.resolve("series");
        MadeSeries.write(NiftiReader.read(Path.of(scan)).volume(), series);
        Run dicom = predict(moved, series.toString(), "c.nii.gz");
        assertThat(dicom.code()).as(dicom.messages()).isZero();
        assertThat(dicom.messages()).contains("the coarse network coarse/");
        assertThat(NiftiReader.readMask(folder.resolve("c.nii.gz")).labels())
                .isEqualTo(NiftiReader.readMask(folder.resolve("a.nii.gz")).labels());

        Run evaluated = Run.of(
                "evaluate",
                "--model",
                moved.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--split",
                "test",
                "--out",
                folder.resolve("scores").toString(),
                "--json");
        assertThat(evaluated.code()).as(evaluated.messages()).isZero();
        assertThat(evaluated.results()).contains("M8", "the whole scan was looked at");
    }

    private Run predict(Path model, String scan, String mask, String... more) {
        Stream<String> command = Stream.of("predict", "--model", model.toString(), "--in", scan);
        Stream<String> out = Stream.of("--out", folder.resolve(mask).toString());
        return Run.of(
                Stream.of(command, out, Stream.of(more)).flatMap(words -> words).toArray(String[]::new));
    }

    /** The coarse network sees no case of the run's validation and test, whatever the split. */
    @Test
    void anExperimentsNameTrainsACoarseModelFirstOnTheRunsOwnCases() throws IOException {
        PhantomDataset.write(
                folder.resolve("data"),
                PhantomSettings.cube(4, 24, 3, Difficulty.EASY),
                Existing.REFUSE,
                (done, all) -> {});
        Path tiny = Files.writeString(folder.resolve("tiny.yaml"), """
                extends: coarse
                demo:
                  data: {patch: 8, minimum: 8, spacing: [26, 22, 17]}
                  network: {widths: [2, 3], supervision: 1}
                  training: {epochs: 1}
                """);
        Path run = path(train("baseline", "data.patch=16", "training.seed=3", "inference.coarse-model=" + tiny));

        Path coarse = run.resolve("coarse");
        assertThat(coarse.resolve("experiment.yaml")).content().contains("name: tiny", "seed: 3");
        assertThat(JSON.readTree(coarse.resolve("run.json").toFile()).get("split"))
                .isEqualTo(JSON.readTree(run.resolve("run.json").toFile()).get("split"));
        assertThat(ModelFile.read(run.resolve("checkpoints/best.zip"))
                        .coarse()
                        .orElseThrow()
                        .name())
                .isEqualTo(run.getFileName() + "/coarse");
        assertThat(folder.resolve("runs/.cache")).isDirectory();
        assertThat(folder.resolve("runs/baseline/.cache")).doesNotExist();
    }

    @Test
    void aCoarseModelThatIsNotThereIsRefusedBeforeARun() throws IOException {
        PhantomDataset.write(
                folder.resolve("data"),
                PhantomSettings.cube(4, 24, 3, Difficulty.EASY),
                Existing.REFUSE,
                (done, all) -> {});
        Run missing = train("baseline", "data.patch=16", "inference.coarse-model=" + folder.resolve("nowhere"));
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.messages()).contains("no such run folder or model file");
        assertThat(folder.resolve("runs/baseline")).doesNotExist();

        Run without = train("baseline", "data.patch=16", "data.crops-from=coarse");
        assertThat(without.code()).isEqualTo(3);
        assertThat(without.messages()).contains("data.crops-from: coarse", "inference.coarse-model");
    }
}

package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attunet.data.nifti.NiftiImage;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.PhantomDataset;
import org.attunet.data.phantom.PhantomDataset.Existing;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.TrainedOn;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.model.kernel.onednn.Instructions;
import org.attunet.model.weights.Tensor;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A trained model used on what its training did not show it, from the command line; a network of some hundred parameters. */
class ModelUseTest {
    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        phantoms("data", 4, 24);
        phantoms("fine", 4, 64);
        List<String> arguments = new ArrayList<>(List.of("train", "--experiment", "baseline"));
        arguments.addAll(List.of("--data", shared.resolve("data").toString()));
        arguments.addAll(List.of("--runs", shared.resolve("runs").toString()));
        for (String setting : List.of(
                "network.supervision=1",
                "network.widths=[2, 3]",
                "data.patch=8",
                "data.augmentation.flip.front-back=0.5",
                "training.epochs=1",
                "training.validate-every=1")) {
            arguments.addAll(List.of("--set", setting));
        }
        Run trained = Run.of(arguments.toArray(String[]::new));
        assertThat(trained.code()).as(trained.messages()).isZero();
        run = Path.of(trained.results().lines().findFirst().orElseThrow());
    }

    private static void phantoms(String name, int cases, int size) {
        PhantomDataset.write(
                shared.resolve(name),
                PhantomSettings.cube(cases, size, 3, Difficulty.EASY),
                Existing.REFUSE,
                (done, all) -> {});
    }

    private static Path scan(String dataset) {
        return shared.resolve(dataset).resolve("images").toFile().listFiles()[0].toPath();
    }

    private Run predict(Path scan, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("predict", "--model", run.toString(), "--in", scan.toString()));
        arguments.addAll(List.of("--out", folder.resolve("mask.nii.gz").toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    /** 24 voxels of 320 × 268.8 × 204.8 mm. */
    @Test
    void aModelSaysWhatItWasTrainedOn() {
        TrainedOn seen = ModelFile.read(new RunFolder(run).best()).trainedOn();
        assertThat(seen.flips()).isEqualTo(Optional.of(Set.of(1)));
        Spacing spacing = seen.spacing().orElseThrow().smallest();
        assertThat(spacing.x()).isBetween(13.33, 13.34);
        assertThat(spacing.y()).isBetween(11.19, 11.21);
        assertThat(seen.inputSpacing()).isEqualTo(seen.spacing());
    }

    @Test
    void flipsThatItNeverSawAreRefusedUnlessAccepted() {
        Run refused = predict(scan("data"), "--tta");
        assertThat(refused.code()).isEqualTo(ExitCode.DATA);
        assertThat(refused.messages()).contains("mirrored along x and z", "[M2]", "--accept flips");
        assertThat(folder.resolve("mask.nii.gz")).doesNotExist();

        assertThat(predict(scan("data"), "--tta", "y").code()).isZero();
        Run accepted = predict(scan("data"), "--tta", "--accept", "flips", "--force", "--json");
        assertThat(accepted.code()).isZero();
        assertThat(accepted.results()).contains("\"findings\"", "\"M2\"", "warning");
        assertThat(accepted.messages()).contains("never saw");
    }

    /** 5 mm where it was trained on 13 mm, and nothing resamples. */
    @Test
    void voxelsOfAnotherSizeAreRefusedUnlessAccepted() {
        Run refused = predict(scan("fine"));
        assertThat(refused.code()).isEqualTo(ExitCode.DATA);
        assertThat(refused.messages()).contains("5.00 × 4.20 × 3.20 mm", "[M1]", "--accept spacing");
        assertThat(folder.resolve("mask.nii.gz")).doesNotExist();

        Run accepted = predict(scan("fine"), "--accept", "spacing");
        assertThat(accepted.code()).isZero();
        assertThat(accepted.messages()).contains("factor of 2");
    }

    /** On a processor without bfloat16 both are in float. */
    @Test
    void fewerBitsThanFloatAreSaid() {
        boolean isHalf = Instructions.here().multipliesBfloat16();
        Run plain = predict(scan("data"));
        assertThat(plain.messages().contains("unet: computed in bfloat16; --set inference.precision=float"))
                .isEqualTo(isHalf);
        Run exact = predict(scan("data"), "--set", "inference.precision=float", "--force");
        assertThat(exact.code()).isZero();
        assertThat(exact.messages()).doesNotContain("computed in");
    }

    @Test
    void evaluationHasTheSameRule() {
        String[] evaluate = {
            "evaluate",
            "--model",
            run.toString(),
            "--data",
            shared.resolve("fine").toString(),
            "--out",
            folder.resolve("scores").toString()
        };
        Run refused = Run.of(evaluate);
        assertThat(refused.code()).isEqualTo(ExitCode.DATA);
        assertThat(refused.messages()).contains("[M1]");
        assertThat(Files.exists(folder.resolve("scores/summary.json"))).isFalse();
    }

    /** Thirty millimetres to the side by the sform, in place by the qform. */
    @Test
    void theFormToTakeOfAScanCanBeNamed() throws IOException {
        NiftiImage scan = NiftiReader.read(scan("data"));
        Path apart = folder.resolve("apart.nii");
        NiftiWriter.write(scan.volume(), apart);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(apart)).order(ByteOrder.LITTLE_ENDIAN);
        int x = 280 + 12;
        Files.write(apart, bytes.putFloat(x, bytes.getFloat(x) + 30).array());

        Run refused = predict(apart);
        assertThat(refused.code()).isEqualTo(ExitCode.DATA);
        assertThat(refused.messages()).contains("N12", "30.00 mm apart", "--prefer qform");
        assertThat(folder.resolve("mask.nii.gz")).doesNotExist();

        for (String form : List.of("qform", "sform")) {
            Run asked = predict(apart, "--prefer", form, "--force");
            assertThat(asked.code()).as(asked.messages()).isZero();
            assertThat(asked.messages()).contains("the " + form + " is taken as asked");
            double left = NiftiReader.readMask(folder.resolve("mask.nii.gz"))
                    .geometry()
                    .affine()
                    .get(0, 3);
            double expected = scan.header().affine().get(0, 3) + (form.equals("sform") ? 30 : 0);
            assertThat(left).isCloseTo(expected, within(1e-3));
        }
    }

    /** All its weights are 0: every class is as likely, and background comes first. */
    @Test
    void masksThatStayEmptyAreAWarningOfTheEvaluation() {
        Model trained = ModelFile.read(new RunFolder(run).best());
        Map<String, Tensor> nothing = new TreeMap<>();
        trained.weights()
                .forEach((name, tensor) ->
                        nothing.put(name, new Tensor(tensor.shape(), new float[tensor.values().length])));
        Path file = folder.resolve("nothing.zip");
        ModelFile.write(
                new Model(
                        "nothing",
                        trained.network(),
                        trained.preprocessing(),
                        trained.inference(),
                        trained.classes(),
                        trained.trainedOn(),
                        nothing),
                file);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(EvaluationJob.class);
        logger.addAppender(log);
        log.start();
        Run scored;
        try {
            scored = Run.of(
                    "evaluate",
                    "--model",
                    file.toString(),
                    "--data",
                    shared.resolve("data").toString(),
                    "--out",
                    folder.resolve("scores").toString(),
                    "--json");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(scored.code()).as(scored.messages()).isZero();
        assertThat(scored.results()).contains("\"findings\" : [ {", "\"M3\"");
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().equals(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("nothing was predicted in 1 of 1 cases although their labels hold the organ: phantom_00")
                .endsWith(" [M3]");
    }

    @Test
    void exportedWeightsKeepWhatTheModelWasTrainedWith() {
        Path weights = folder.resolve("weights");
        Path again = folder.resolve("again.zip");
        assertThat(Run.of("weights", "export", "--model", run.toString(), "--out", weights.toString())
                        .code())
                .isZero();
        assertThat(Run.of("weights", "import", "--in", weights.toString(), "--out", again.toString())
                        .code())
                .isZero();
        var before = ModelFile.read(new RunFolder(run).best());
        var after = ModelFile.read(again);
        assertThat(after.preprocessing()).isEqualTo(before.preprocessing());
        assertThat(after.inference()).isEqualTo(before.inference());
        assertThat(after.trainedOn()).isEqualTo(before.trainedOn());
        assertThat(after.classes()).isEqualTo(before.classes());
    }
}

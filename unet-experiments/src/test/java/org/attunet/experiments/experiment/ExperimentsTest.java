package org.attunet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.cache.Storage;
import org.attunet.data.record.AffineSettings;
import org.attunet.data.record.AugmentationSettings;
import org.attunet.data.record.Border;
import org.attunet.data.record.ElasticSettings;
import org.attunet.data.record.FlipSettings;
import org.attunet.data.record.IntensityJitter;
import org.attunet.data.record.PatchInterpolation;
import org.attunet.data.record.PatchSettings;
import org.attunet.data.record.RandomStrength;
import org.attunet.data.record.SurroundingsSettings;
import org.attunet.data.transform.Intensity;
import org.attunet.data.transform.Interpolation;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.transform.PreprocessingSettings.Crop;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.inference.CoarseSettings;
import org.attunet.eval.inference.Importance;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.experiments.experiment.DataSettings.CropsFrom;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Problem;
import org.attunet.model.engine.Device;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.model.kernel.cuda.Gpu;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Head;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Variant;
import org.attunet.train.GuardSettings;
import org.attunet.train.InitialisationSettings;
import org.attunet.train.OptimizerSettings;
import org.attunet.train.Schedule;
import org.attunet.train.TrainingSettings;
import org.attunet.train.ValidationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsTest {
    @TempDir
    private Path folder;

    @Test
    void baselineAtFullScaleIsTheReferenceProjects() {
        Experiment baseline = full("baseline");
        assertThat(baseline.name()).isEqualTo("baseline");
        assertThat(baseline.scale()).isEqualTo(Scale.FULL);
        assertThat(baseline.data().preprocessing()).isEqualTo(PreprocessingSettings.reference());
        assertThat(baseline.data().patches()).isEqualTo(PatchSettings.reference());
        assertThat(baseline.data().classNames(2)).containsExactly("background", "pancreas");
        assertThat(baseline.data().allowOverlap()).isFalse();
        assertThat(baseline.network()).isEqualTo(NetworkSettings.reference(1, 2, List.of(64, 128, 256, 512)));
        assertThat(baseline.loss()).isEqualTo(LossSettings.of(LossKind.DICE));
        assertThat(baseline.training()).isEqualTo(TrainingSettings.reference());
        assertThat(baseline.inference()).isEqualTo(InferenceSettings.of(Size.cube(96)));
    }

    @Test
    void theOthersDifferFromBaselineInOneThingEach() {
        Experiment baseline = full("baseline");
        assertThat(full("deeper").network())
                .isEqualTo(NetworkSettings.reference(1, 2, List.of(64, 128, 256, 512, 1024)));
        assertThat(full("dice-ce").loss()).isEqualTo(LossSettings.of(LossKind.DICE_CE));
        assertThat(full("conv-mapping").network()).isEqualTo(baseline.network().withGate(Gate.CONV_MAPPING));
        for (String name : List.of("deeper", "dice-ce", "conv-mapping")) {
            assertThat(full(name).data()).isEqualTo(baseline.data());
            assertThat(full(name).training()).isEqualTo(baseline.training());
            assertThat(full(name).inference()).isEqualTo(baseline.inference());
        }
    }

    @Test
    void demoScaleIsSmallAndHasALinearHead() {
        Experiment baseline = Experiments.load("baseline", Optional.of(Scale.DEMO), List.of());
        assertThat(baseline.scale()).isEqualTo(Scale.DEMO);
        assertThat(baseline.network())
                .isEqualTo(
                        NetworkSettings.reference(1, 2, List.of(8, 16, 32, 64)).withHead(Head.LINEAR));
        assertThat(baseline.data().patches()).isEqualTo(PatchSettings.demo().withPatch(Size.cube(32)));
        assertThat(baseline.data().preprocessing())
                .isEqualTo(PreprocessingSettings.demo().withMinimum(Size.cube(32)));
        assertThat(baseline.inference().window()).isEqualTo(Size.cube(32));
        assertThat(Experiments.load("deeper", Optional.of(Scale.DEMO), List.of())
                        .network()
                        .widths())
                .containsExactly(8, 16, 32, 64, 128);
    }

    @Test
    void everySettingCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                name: all-of-it
                data:
                  preset: best
                  intensity:
                    method: fixed
                    window: [-100, 200]
                    percentiles: [1, 99]
                    centre: 40
                    divisor: 80
                  crop: foreground
                  spacing: [1, 1.5, 2]
                  minimum: 64
                  interpolation: cubic
                  patch: [48, 32, 16]
                  crops-per-volume: 3
                  positive-share: 0.25
                  augmentation:
                    affine: {probability: 0.5, rotation-x: 0.1, rotation-y: 0.2, rotation-z: 0.3, scale: 0.2, shift: 0.1}
                    elastic: {probability: 0.25, spacing: 12, magnitude: 3}
                    border: volume
                    interpolation: nearest
                    flip: {left-right: 0.5, front-back: 0.25, top-bottom: 0.125}
                    surroundings: {probability: 0.8, tubes: 5, fat-share: 0.5, fat: -1.25}
                    intensity:
                      noise: {probability: 0.1, low: 0, high: 0.5}
                      blur: {probability: 0.2, low: 0.5, high: 1}
                      brightness: {probability: 0.3, low: -1, high: 1}
                      contrast: {probability: 0.4, low: 0.8, high: 1.25}
                      low-resolution: {probability: 0.5, low: 0.5, high: 1}
                      gamma: {probability: 0.6, low: 0.7, high: 1.5}
                  cache: {storage: int16, gigabytes: 2.5}
                  threads: 4
                  class-names: [air, organ]
                  crops-from: coarse
                  fold: 3
                  allow-overlap: true
                network:
                  variant: reference
                  input-channels: 2
                  classes: 3
                  widths: [4, 8, 12]
                  gate: conv-mapping
                  head: linear
                  supervision: 2
                  norm: instance
                  activation: leaky-relu
                  dropout: 0.1
                  residual: true
                loss:
                  kind: dice-ce
                  dice-weight: 0.5
                  cross-entropy-weight: 2
                  class-weights: [1, 2, 3]
                training:
                  epochs: 7
                  batch: 5
                  gradient-accumulation: 2
                  precision: float
                  learning-rate: 3e-4
                  schedule: cosine
                  final-learning-rate-fraction: 0.5
                  warm-up: 0.1
                  weight-decay: 1e-6
                  gradient-clip: 12
                  ema-decay: 0.99
                  initial-model: runs/baseline/1
                  frozen: [encoder1, gate1]
                  validate-every: 3
                  patience: 4
                  guard: {gradient-limit: 100, background-epochs: 5, rollbacks: 2}
                  seed: 42
                inference:
                  window: [32, 32, 32]
                  overlap: 0.5
                  importance: constant
                  batch: 2
                  empty-below: -3
                  skip-empty-windows: true
                  precision: bfloat16
                  coarse-model: runs/coarse/1
                  coarse-margin: 15
                  coarse-volume: [5, 400]
                """);
        Experiment expected = new Experiment(
                "all-of-it",
                Scale.FULL,
                new DataSettings(
                        new PreprocessingSettings(
                                "best",
                                new Intensity(
                                        Intensity.Method.FIXED,
                                        Optional.of(new org.attunet.data.transform.Range(-100, 200)),
                                        Optional.of(new org.attunet.data.transform.Range(1, 99)),
                                        40,
                                        80),
                                Crop.FOREGROUND,
                                Optional.of(new Spacing(1, 1.5, 2)),
                                Optional.of(Size.cube(64)),
                                Interpolation.CUBIC),
                        new PatchSettings(
                                new Size(48, 32, 16),
                                3,
                                0.25,
                                new AugmentationSettings(
                                        new AffineSettings(0.5, 0.1, 0.2, 0.3, 0.2, 0.1),
                                        new ElasticSettings(0.25, 12, 3),
                                        Border.VOLUME,
                                        PatchInterpolation.NEAREST,
                                        new FlipSettings(0.5, 0.25, 0.125),
                                        new SurroundingsSettings(0.8, 5, 0.5, Optional.of(-1.25)),
                                        new IntensityJitter(
                                                new RandomStrength(0.1, 0, 0.5),
                                                new RandomStrength(0.2, 0.5, 1),
                                                new RandomStrength(0.3, -1, 1),
                                                new RandomStrength(0.4, 0.8, 1.25),
                                                new RandomStrength(0.5, 0.5, 1),
                                                new RandomStrength(0.6, 0.7, 1.5)))),
                        new CacheConfig(Optional.of(Storage.INT16), 2.5),
                        4,
                        List.of("air", "organ"),
                        CropsFrom.COARSE,
                        3,
                        true),
                new NetworkSettings(
                        Variant.REFERENCE,
                        2,
                        3,
                        List.of(4, 8, 12),
                        Gate.CONV_MAPPING,
                        Head.LINEAR,
                        2,
                        Norm.INSTANCE,
                        Activation.LEAKY_RELU,
                        0.1,
                        true),
                new LossSettings(LossKind.DICE_CE, 0.5, 2, List.of(1.0, 2.0, 3.0)),
                new TrainingSettings(
                        7,
                        5,
                        2,
                        PrecisionChoice.FLOAT,
                        new OptimizerSettings(3e-4, Schedule.COSINE, 0.5, 0.1, 1e-6, 12, 0.99),
                        new InitialisationSettings(Optional.of("runs/baseline/1"), List.of("encoder1", "gate1")),
                        new ValidationSettings(3, 4),
                        new GuardSettings(100, 5, 2),
                        42),
                new InferenceSettings(
                        Size.cube(32),
                        0.5,
                        Importance.CONSTANT,
                        2,
                        Optional.of(-3.0),
                        true,
                        PrecisionChoice.BFLOAT16,
                        new CoarseSettings(
                                Optional.of("runs/coarse/1"), 15, new org.attunet.data.transform.Range(5, 400))));
        assertThat(Experiments.load(file.toString(), Optional.of(Scale.FULL), List.of()))
                .isEqualTo(expected);
        assertThat(expected.data().classNames(3)).containsExactly("air", "organ", "class-2");
    }

    @Test
    void aRunsOwnFileReadsBackToTheSameExperiment() throws IOException {
        for (String name : Experiments.names()) {
            for (Scale scale : Scale.values()) {
                Experiment experiment = Experiments.load(name, Optional.of(scale), List.of("training.seed=7"));
                Files.writeString(folder.resolve("experiment.yaml"), Experiments.yaml(experiment));
                assertThat(Experiments.load(folder.toString(), Optional.empty(), List.of()))
                        .isEqualTo(experiment);
            }
        }
    }

    @Test
    void aLaterPresetReplacesWhatAnEarlierOneBrought() {
        Experiment experiment = Experiments.load("baseline", Optional.of(Scale.DEMO), List.of("data.preset=reference"));
        assertThat(experiment.data().transforms().spacing()).contains(Spacing.isotropic(2));
        experiment = Experiments.load(
                "baseline", Optional.of(Scale.DEMO), List.of("data.preset=reference", "data.spacing=3"));
        assertThat(experiment.data().transforms().spacing()).contains(Spacing.isotropic(3));
        assertThat(experiment.data().transforms().crop()).isEqualTo(Crop.FOREGROUND);
    }

    @Test
    void theWindowFollowsThePatch() {
        Experiment experiment = Experiments.load("baseline", Optional.of(Scale.FULL), List.of("data.patch=64"));
        assertThat(experiment.shown().window()).isEqualTo(Size.cube(64));
    }

    @Test
    void aFileMayExtendItsNeighbour() throws IOException {
        Files.writeString(
                folder.resolve("a.yaml"), "extends: dice-ce\ntraining: {epochs: 3}\ndemo: {training: {seed: 4}}\n");
        Path b = Files.writeString(folder.resolve("b.yaml"), "extends: a.yaml\ntraining: {batch: 1}\n");
        Experiment experiment = Experiments.load(b.toString(), Optional.of(Scale.DEMO), List.of());
        assertThat(experiment.name()).isEqualTo("b");
        assertThat(experiment.loss().kind()).isEqualTo(LossKind.DICE_CE);
        assertThat(experiment.training().epochs()).isEqualTo(3);
        assertThat(experiment.training().seed()).isEqualTo(4);
        assertThat(experiment.training().batch()).isEqualTo(1);
    }

    @Test
    void filesThatExtendEachOtherAreRefused() throws IOException {
        Path a = Files.writeString(folder.resolve("a.yaml"), "extends: b.yaml\n");
        Files.writeString(folder.resolve("b.yaml"), "extends: a.yaml\n");
        assertThatThrownBy(() -> Experiments.load(a.toString(), Optional.empty(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void aCircleIsFoundHoweverItsPathIsSpelled() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Path a = Files.writeString(folder.resolve("a.yaml"), "extends: sub/../a.yaml\n");
        assertThatThrownBy(() -> Experiments.load(a.toString(), Optional.empty(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("circle");
    }

    @Test
    void whoExtendsWhatIsNotThereIsNamed() throws IOException {
        Path a = Files.writeString(folder.resolve("a.yaml"), "# mine\nextends: basline\n");
        assertThatThrownBy(() -> Experiments.load(a.toString(), Optional.empty(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(a + ":2: extends: there is no experiment 'basline'; did you mean baseline?");
        Files.writeString(a, "extends: b.yaml\n");
        assertThatThrownBy(() -> Experiments.load(a.toString(), Optional.empty(), List.of()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(a + ":1: extends: " + folder.resolve("b.yaml"));
    }

    @Test
    void aFilesOuterFormAndItsOtherScaleAreCheckedWithTheRest() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), """
                extends: [baseline]
                scale: ful
                full:
                  trainin: {epochs: 3}
                  training: {epochs: many}
                  data: {preset: best, patch: [1, 2]}
                  inference: {window: patch}
                demo: {name: x, network: {gate: additiv}}
                training: {batch: 1, batch: 0}
                """);
        var failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> Experiments.load(file.toString(), Optional.of(Scale.DEMO), List.of("scale=smal", "loss")));
        assertThat(failure.problems().stream()
                        .map(problem -> problem.source().replace(file.toString(), "bad") + " " + problem.path()))
                .containsExactly(
                        "--set ",
                        "--set scale=smal scale",
                        "bad:1 extends",
                        "bad:2 scale",
                        "bad:4 trainin",
                        "bad:5 training.epochs",
                        "bad:6 data.patch",
                        "bad:6 inference.window",
                        "bad:8 demo.name",
                        "bad:8 network.gate",
                        "bad:9 training.batch",
                        "bad:9 training.batch");
    }

    @Test
    void whatDoesNotGoTogetherAtTheOtherScaleIsLeftToIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("small.yaml"), "{network: {widths: [4, 8]}, demo: {network: {supervision: 1}}}");
        assertThat(Experiments.load(file.toString(), Optional.of(Scale.DEMO), List.of())
                        .network()
                        .widths())
                .containsExactly(4, 8);
        assertThatThrownBy(() -> Experiments.load(file.toString(), Optional.of(Scale.FULL), List.of()))
                .hasMessageContaining("network.supervision");
    }

    @Test
    void aRangeIsQuotedAsItWasWritten() {
        assertThatThrownBy(() -> Experiments.load(
                        "baseline",
                        Optional.of(Scale.DEMO),
                        List.of("data.augmentation.intensity.gamma={probability: 1, low: 2, high: 1}")))
                .hasMessageContaining("not from 2.0 to 1.0");
    }

    @Test
    void anExperimentIsCalledAfterItsFileWhateverThatIsCalled() throws IOException {
        Path file = Files.writeString(folder.resolve("Größere Übung, 2. Versuch.yaml"), "extends: deeper");
        assertThat(Experiments.load(file.toString(), Optional.of(Scale.DEMO), List.of())
                        .name())
                .isEqualTo("Gro-ere-Ubung-2.-Versuch");
    }

    @Test
    void allProblemsOfFileAndCommandLineComeAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), """
                training:
                  epochs: many
                  lerning-rate: 1
                network:
                  widths: [8, 0]
                  gate: conv
                """);
        var failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> Experiments.load(file.toString(), Optional.of(Scale.DEMO), List.of("loss.kind=dise")));
        assertThat(failure.problems().stream().map(Problem::toString))
                .containsExactly(
                        "--set loss.kind=dise: loss.kind: one of dice, dice-ce, paper-dice is expected, found 'dise'; did"
                                + " you mean dice?",
                        file + ":2: training.epochs: a whole number is expected, found 'many'",
                        file
                                + ":3: training.lerning-rate: there is no such setting; did you mean training.learning-rate?",
                        file
                                + ":5: network.widths: must be positive, not [8, 0]; network.supervision 3 needs more than 2"
                                + " levels in network.widths",
                        file + ":6: network.gate: one of additive, conv-mapping is expected, found 'conv'; did you mean"
                                + " conv-mapping?");
    }

    /** Settings of one group that are records of their own in the program: each is refused by its own, all are named. */
    @Test
    void problemsOfOneGroupComeAtOnceWhateverRecordsHoldThem() {
        assertThatThrownBy(() -> Experiments.load(
                        "baseline",
                        Optional.of(Scale.DEMO),
                        List.of(
                                "training.epochs=0",
                                "training.learning-rate=-1",
                                "training.patience=-2",
                                "data.crops-per-volume=0",
                                "data.threads=0")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "training.epochs: must be at least 1, not 0",
                        "training.learning-rate: must be positive, not -1.0",
                        "training.patience: must not be negative, not -2",
                        "data.crops-per-volume: a volume gives at least one patch, not 0",
                        "data.threads: one thread at least makes patches, not 0");
    }

    @Test
    void aPatchThatTheNetworkCannotHalveIsRefusedWithSizesThatWouldDo() {
        assertThatThrownBy(
                        () -> Experiments.load("deeper", Optional.of(Scale.DEMO), List.of("data.patch=[40, 32, 32]")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("data.patch")
                .hasMessageContaining("48×32×32");
    }

    @Test
    void fatThatNoInputIsIsRefused() {
        String tubes = "data.augmentation.surroundings.probability=0.5";
        for (String fat : List.of("none", "NaN", "-95")) {
            assertThatThrownBy(() -> Experiments.load(
                            "best",
                            Optional.of(Scale.DEMO),
                            List.of(tubes, "data.augmentation.surroundings.fat=" + fat)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("data.augmentation.surroundings");
        }
        String inHu = "data.intensity={method: none, window: none}";
        assertThat(Experiments.load(
                                "best",
                                Optional.of(Scale.DEMO),
                                List.of(tubes, inHu, "data.augmentation.surroundings.fat=-95"))
                        .data()
                        .patches()
                        .augmentation()
                        .surroundings()
                        .fat())
                .contains(-95.0);
    }

    @Test
    void anUnknownExperimentNamesTheNearest() {
        assertThatThrownBy(() -> Experiments.load("basline", Optional.empty(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did you mean baseline?");
    }

    @Test
    void aFileThatIsNotThereIsADataError() {
        assertThatThrownBy(() -> Experiments.load("nowhere/mine.yaml", Optional.empty(), List.of()))
                .isInstanceOf(DataException.class);
    }

    private static Experiment full(String name) {
        return Experiments.load(name, Optional.of(Scale.FULL), List.of());
    }

    private static Sizing onGpu(int capability) {
        return Sizing.by(new Device("GPU", true, Optional.of(new Gpu(0, "GPU", capability, 100, 1L << 34))));
    }

    private static PrecisionChoice precision(Sizing sizing, String... assignments) {
        return precisionOf("baseline", sizing, assignments);
    }

    private static PrecisionChoice precisionOf(String nameOrFile, Sizing sizing, String... assignments) {
        return Experiments.load(nameOrFile, sizing, List.of(assignments))
                .training()
                .precision();
    }

    /** PyTorch's convolutions are TF32 by default, which begins with compute capability 8.0. */
    @Test
    void namedExperimentsAtFullScaleMultiplyAsTheReferenceDoesOnTheSameDevice() {
        assertThat(precision(onGpu(90))).isEqualTo(PrecisionChoice.TF32);
        assertThat(precision(onGpu(75))).isEqualTo(PrecisionChoice.FLOAT);
        assertThat(precision(new Sizing(Optional.of(Scale.FULL), Device.CPU))).isEqualTo(PrecisionChoice.FLOAT);
        assertThat(precision(onGpu(90), "training.precision=bfloat16")).isEqualTo(PrecisionChoice.BFLOAT16);
        assertThat(precision(onGpu(90), "scale=demo")).isEqualTo(PrecisionChoice.AUTO);
    }

    @Test
    void theReferencesFourAloneMultiplyAsTheReferenceDoes() throws IOException {
        for (String name : List.of("baseline", "deeper", "dice-ce", "conv-mapping")) {
            assertThat(precisionOf(name, onGpu(90))).isEqualTo(PrecisionChoice.TF32);
        }
        Path own = Files.writeString(folder.resolve("own.yaml"), "extends: baseline");
        for (String name : List.of("best", "paper", own.toString())) {
            assertThat(precisionOf(name, onGpu(90))).isEqualTo(PrecisionChoice.AUTO);
            assertThat(precisionOf(name, onGpu(75))).isEqualTo(PrecisionChoice.AUTO);
        }
    }

    @Test
    void scaleFollowsTheDevice() {
        assertThat(Experiments.load("baseline", onGpu(90), List.of()).scale()).isEqualTo(Scale.FULL);
        assertThat(Experiments.load("baseline", Sizing.by(Device.CPU), List.of())
                        .scale())
                .isEqualTo(Scale.DEMO);
    }
}

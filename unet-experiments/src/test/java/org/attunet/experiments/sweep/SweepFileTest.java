package org.attunet.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.experiments.settings.ConfigurationException;
import org.attunet.experiments.settings.Problem;
import org.attunet.experiments.sweep.Sweep.Strategy;
import org.attunet.model.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFileTest {
    @Test
    void defaultsAreAnUnlimitedRandomSearchOfEight() {
        Sweep sweep = SweepFile.read("space: {training.batch: {values: [1, 2]}}", "x.yaml", "x")
                .sweep();
        assertThat(sweep)
                .isEqualTo(new Sweep(
                        "x", List.of(), List.of(), "baseline", Strategy.RANDOM, 8, 3, 1, 0.5, 1, Optional.empty()));
    }

    @Test
    void everySettingCanBeWritten() {
        SweepFile file = SweepFile.read("""
                name: mine
                base: deeper
                strategy: grid
                candidates: 5
                grid-steps: 2
                rungs: 2
                keep: 0.25
                seed: 9
                max-minutes: 30
                settings:
                  training: {epochs: 3}
                  data.patch: [8, 8, 16]
                space:
                  training:
                    learning-rate: {min: 1e-4, max: 1e-2, scale: log}
                    batch: {min: 1, max: 4, scale: integer}
                  network.widths: {values: [[4, 8], [8, 16]]}
                """, "x.yaml", "x");
        assertThat(file.sweep())
                .isEqualTo(new Sweep(
                        "mine", List.of(), List.of(), "deeper", Strategy.GRID, 5, 2, 2, 0.25, 9, Optional.of(30.0)));
        assertThat(file.settings().paths("")).containsExactly("training.epochs", "data.patch");
        assertThat(file.settings().at("training.epochs").orElseThrow().show()).isEqualTo("3");
        assertThat(file.settings().at("data.patch").orElseThrow().show()).isEqualTo("[8, 8, 16]");
        assertThat(file.space())
                .containsExactly(
                        new SearchedSetting("training.learning-rate", List.of(), 1e-4, 1e-2, SearchedSetting.Scale.LOG),
                        new SearchedSetting("training.batch", List.of(), 1, 4, SearchedSetting.Scale.INTEGER),
                        new SearchedSetting(
                                "network.widths", List.of("[4, 8]", "[8, 16]"), 0, 0, SearchedSetting.Scale.LINEAR));
    }

    @Test
    void seedsBelongToNamedExperimentsAndDiffer() {
        assertThatThrownBy(() -> SweepFile.read("{seeds: [1], space: {training.batch: {values: [1]}}}", "x.yaml", "x"))
                .hasMessageContaining("they belong to named experiments");
        assertThatThrownBy(() -> SweepFile.read("{experiments: [best], seeds: [1, 1]}", "x.yaml", "x"))
                .hasMessageContaining("must differ from each other");
    }

    @Test
    void allProblemsOfASpaceComeAtOnce() {
        var failure = catchThrowableOfType(ConfigurationException.class, () -> SweepFile.read("""
                        space:
                          a.b: {min: 2, max: 1}
                          a.c: {min: 0, max: 1, scale: log}
                          a.d: {values: []}
                          a.e: {min: x, max: 1, scale: cubic}
                          a.f: 3
                          a.g: {min: 1.5, max: 3, scale: integer}
                          a.h: {min: 1, max: 3, step: 2}
                          a.i: {values: [1], min: 0}
                        """, "x.yaml", "x"));
        assertThat(failure.problems().stream().map(Problem::path).distinct())
                .containsExactly(
                        "space.a.b",
                        "space.a.c",
                        "space.a.d.values",
                        "space.a.e.min",
                        "space.a.e.scale",
                        "space.a.f",
                        "space.a.g",
                        "space.a.h.step",
                        "space.a.i.min");
    }

    @Test
    void whatCannotBeSearchedComesTogetherWithAllElse() {
        var failure = catchThrowableOfType(ConfigurationException.class, () -> SweepFile.read("""
                        candidates: 0
                        settings:
                          training: {epochs: x}
                        space:
                          training.bogus: {values: [1, 2]}
                          training.batch:
                            min: 1
                            max: 4
                          training.epochs:
                            values:
                              - 3
                              - y
                          loss.kind: {values: [dice, dicce]}
                          training.learning-rate:
                            min: 1
                            scale: cubic
                        """, "x.yaml", "x"));
        assertThat(failure.problems().stream().map(problem -> problem.source() + " " + problem.path()))
                .containsExactly(
                        "x.yaml:1 candidates",
                        "x.yaml:3 settings.training.epochs",
                        "x.yaml:5 space.training.bogus",
                        "x.yaml:6 space.training.batch",
                        "x.yaml:12 space.training.epochs",
                        "x.yaml:13 space.loss.kind",
                        "x.yaml:14 space.training.learning-rate.max",
                        "x.yaml:16 space.training.learning-rate.scale");
        assertThat(failure).hasMessageContaining("scale: integer draws whole numbers");
    }

    private static ConfigurationException refused(Path file, String... assignments) {
        return catchThrowableOfType(
                ConfigurationException.class,
                () -> SweepFile.load(file.toString(), on(Scale.DEMO), List.of(assignments)));
    }

    @Test
    void valuesThatDoNotGoTogetherAreFoundBeforeTheFirstCandidate(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), """
                candidates: 0
                space:
                  network.widths:
                    values: [[2, 3, 4, 5], [2, 3]]
                  network.supervision: {min: 1, max: 5, scale: integer}
                  data.patch:
                    values: [8, 10]
                settings:
                  training.epochs: x
                """);
        assertThat(refused(file).problems().stream()
                        .map(problem -> problem.source().replaceFirst(".*:", "") + " " + problem.path())
                        .distinct())
                .containsExactly(
                        "1 candidates",
                        "4 space.network.widths",
                        "5 space.network.supervision",
                        "7 space.data.patch",
                        "9 settings.training.epochs");
        assertThat(refused(file))
                .hasMessageContaining("network.supervision 5 needs more than 4 levels")
                .hasMessageContaining("a patch of 10×10×10 voxels does not divide by 8");
    }

    @Test
    void whatTheCommandLineSaysWinsOverTheSpace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), """
                space:
                  network.widths: {values: [[2, 3, 4, 5], [2, 3]]}
                  data.patch: {values: [8, 16]}
                """);
        assertThat(refused(file)).hasMessageContaining("needs more than 2 levels in network.widths");
        assertThat(SweepFile.load(file.toString(), on(Scale.DEMO), List.of("network.supervision=1"))
                        .space())
                .hasSize(2);
    }

    @Test
    void aValueThatFitsNoneOfManyOthersIsFound(@TempDir Path folder) throws IOException {
        String many = IntStream.range(1, 41).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        Path file = Files.writeString(folder.resolve("x.yaml"), """
                space:
                  training.seed: {values: MANY}
                  training.epochs: {values: MANY}
                  network.widths: {values: [[2, 3, 4, 5], [2, 3]]}
                """.replace("MANY", many));
        assertThat(refused(file).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo("space.network.widths"));
    }

    @Test
    void everyNamedExperimentIsLookedAt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "{extends: baseline, data: {patch: 10}}");
        Files.writeString(folder.resolve("b.yaml"), "{extends: baseline, training: {epoch: 1}}");
        Path file = Files.writeString(folder.resolve("x.yaml"), "{experiments: [a.yaml, b.yaml], keep: 2}");
        assertThat(refused(file))
                .hasMessageContainingAll(
                        "a.yaml:1", "does not divide by 8", "b.yaml:1", "training.epoch", "x.yaml:1", "keep");
    }

    @Test
    void theShippedSweepsFitAtBothScales() {
        for (String name : SweepFile.SHIPPED) {
            for (Scale scale : Scale.values()) {
                assertThat(SweepFile.load(name, on(scale), List.of()).sweep().name())
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void allProblemsOfAFileComeAtOnce() {
        var failure = catchThrowableOfType(ConfigurationException.class, () -> SweepFile.read("""
                        strateg: grid
                        candidates: 0
                        name: a/b
                        grid-steps: 1
                        seed: 1
                        seed: 2
                        settings: [1]
                        space: {loss.kind: dice}
                        """, "x.yaml", "x"));
        assertThat(failure.problems().stream().map(problem -> problem.source() + " " + problem.path()))
                .containsExactly(
                        "x.yaml:1 strateg",
                        "x.yaml:2 candidates",
                        "x.yaml:3 name",
                        "x.yaml:4 grid-steps",
                        "x.yaml:6 seed",
                        "x.yaml:7 settings",
                        "x.yaml:8 space.loss.kind");
    }

    @Test
    void valuesKeepTheirQuotesOnTheirWayToTheExperiment() {
        SweepFile file = SweepFile.read("""
                strategy: grid
                space: {data.class-names: {values: [["a, b", "c d"], [x, "y: z"]]}}
                """, "x.yaml", "x");
        Trial trial = (Trial)
                Generators.of(file, List.of()).generator().getCandidate().getValue();
        assertThat(Experiments.load("baseline", on(Scale.DEMO), trial.assignments())
                        .data()
                        .classNames())
                .containsExactly("a, b", "c d");
    }

    @Test
    void aGridHasNoMoreWholeNumbersThanTheirRange() {
        SweepFile file = SweepFile.read("""
                strategy: grid
                candidates: 100
                grid-steps: 5
                rungs: 2
                space:
                  training.batch: {min: 1, max: 2, scale: integer}
                  training.seed: {min: 0, max: 100, scale: integer}
                """, "x.yaml", "x");
        assertThat(Generators.of(file, List.of()).candidates()).isEqualTo(10 + 5);
    }

    @Test
    void aGridThatIsTooLargeIsRefused() {
        SweepFile file = SweepFile.read("""
                strategy: grid
                grid-steps: 1000
                space:
                  training.learning-rate: {min: 0.001, max: 0.003}
                  training.final-learning-rate-fraction: {min: 0, max: 1}
                  training.warm-up: {min: 0, max: 1}
                """, "x.yaml", "x");
        assertThatThrownBy(() -> Generators.of(file, List.of())).hasMessageContaining("lower grid-steps");
    }

    @Test
    void experimentsLieBesideTheSweepAndSayTheirScale(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "{extends: deeper, scale: full}");
        Path path = Files.writeString(folder.resolve("my sweep.yaml"), "experiments: [best, mine.yaml]");
        SweepFile file = SweepFile.load(path.toString());
        assertThat(file.sweep().name()).isEqualTo("my-sweep");
        assertThat(file.sweep().experiments())
                .containsExactly("best", folder.resolve("mine.yaml").toString());
        assertThat(file.scale(Sizing.by(Device.CPU), List.of())).isEqualTo(Scale.FULL);
        assertThat(file.scale(on(Scale.DEMO), List.of())).isEqualTo(Scale.DEMO);
        assertThat(SweepFile.load("reference").scale(Sizing.by(Device.CPU), List.of()))
                .isEqualTo(Scale.DEMO);
    }

    @Test
    void settingsMayHaveTheNamesOfEarlierVersions() {
        SweepFile file = SweepFile.read("""
                settings: {training.average-decay: 0.5}
                space:
                  training.final-share: {values: [0.1, 0.2]}
                  training: {accumulation: {values: [1, 2]}}
                """, "x.yaml", "x");
        assertThat(file.space())
                .extracting(SearchedSetting::path)
                .containsExactly("training.final-learning-rate-fraction", "training.gradient-accumulation");
        assertThat(file.settings().paths("")).containsExactly("training.ema-decay");
    }

    @Test
    void aSettingIsSearchedUnderOneNameOnce() {
        assertThatThrownBy(() -> SweepFile.read("""
                settings: {training.average-decay: 0.5, training: {ema-decay: 0.5}}
                space:
                  training.final-share: {values: [0.1]}
                  training.final-learning-rate-fraction: {values: [0.1]}
                  training.batch: {values: [1]}
                  training: {batch: {values: [2]}}
                """, "x.yaml", "x"))
                .hasMessageContaining("settings.training.average-decay: is the old name of training.ema-decay")
                .hasMessageContaining(
                        "space.training.final-share: is the old name of training.final-learning-rate-fraction")
                .hasMessageContaining("x.yaml:6: space.training.batch: is searched twice; keep one");
    }

    @Test
    void aSweepOfNothingIsRefused() {
        assertThatThrownBy(() -> SweepFile.read("seed: 3", "x.yaml", "x"))
                .hasMessageContaining("experiments or a space");
        assertThatThrownBy(() -> SweepFile.load("referense")).hasMessageContaining("did you mean reference?");
    }

    @Test
    void theShippedSweepsAreRead() {
        assertThat(SweepFile.load("reference").sweep().experiments())
                .containsExactly("baseline", "deeper", "dice-ce", "conv-mapping");
        assertThat(SweepFile.load("search").space()).hasSize(3);
    }

    @Test
    void aGridHandsOutEveryCombinationOnce() {
        SweepFile file = SweepFile.read("""
                strategy: grid
                candidates: 100
                grid-steps: 3
                space:
                  loss.kind: {values: [dice, dice-ce]}
                  training.learning-rate: {min: 0.001, max: 0.003}
                """, "x.yaml", "x");
        Generators generators = Generators.of(file, List.of());
        Set<List<String>> seen = new HashSet<>();
        for (int n = 0; n < generators.candidates(); n++) {
            seen.add(((Trial) generators.generator().getCandidate().getValue()).assignments());
        }
        assertThat(generators.candidates()).isEqualTo(6);
        assertThat(seen).hasSize(6).contains(List.of("loss.kind=dice", "training.learning-rate=0.002"));
    }

    @Test
    void theSameSeedDrawsTheSameCandidates() {
        SweepFile file = SweepFile.load("search");
        assertThat(drawn(file)).isEqualTo(drawn(file)).doesNotHaveDuplicates();
    }

    private static List<Object> drawn(SweepFile file) {
        var generator = Generators.of(file, List.of()).generator();
        return List.of(
                generator.getCandidate().getValue(),
                generator.getCandidate().getValue(),
                generator.getCandidate().getValue());
    }

    private static Sizing on(Scale scale) {
        return new Sizing(Optional.of(scale), Device.CPU);
    }
}

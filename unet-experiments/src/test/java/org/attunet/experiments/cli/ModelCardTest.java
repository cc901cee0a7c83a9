package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.train.Checkpoint;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model says of itself, and what of a run may leave the house with it. */
class ModelCardTest {
    private static final int TRAINED_OR_CHOSEN = 3;

    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainAndEvaluate() {
        run = Run.scoredRun(shared.resolve("data"), shared.resolve("runs"));
        assertThat(new RunFolder(run).log()).content().contains("epoch 1/1: loss");
    }

    private Path exported() {
        Path file = folder.resolve("model.zip");
        Run.require("export", run.toString(), file.toString(), "--author", "A. Nyone", "--license", "CC-BY-4.0");
        return file;
    }

    @Test
    void anExportedModelComputesTheSameAndCannotBeTrainedOn() throws IOException {
        Path file = exported();
        Model before = ModelFile.read(new RunFolder(run).best());
        Model after = ModelFile.read(file);
        assertThat(after.trainedOn()).isEqualTo(before.trainedOn());
        after.weights()
                .forEach((name, tensor) -> assertThat(tensor.values())
                        .containsExactly(before.weights().get(name).values()));
        assertThat(Files.size(file)).isLessThan(Files.size(new RunFolder(run).best()));
        assertThat(catchThrowable(() -> Checkpoint.read(file)))
                .hasMessageContaining("without the state of its training");
    }

    @Test
    void itsCardSaysWhereItComesFromAndNamesNoCase() throws IOException {
        Path file = exported();
        JsonNode card = new ObjectMapper()
                .readTree(Run.require("info", "--in", file.toString(), "--json").results())
                .get("card");
        assertThat(card.get("data").get("train").asInt()
                        + card.get("data").get("validation").asInt())
                .isEqualTo(TRAINED_OR_CHOSEN);
        assertThat(card.get("scores").get(0).get("metric").asText()).isEqualTo("dice");
        assertThat(card.get("owner").get("licence").asText()).isEqualTo("CC-BY-4.0");
        assertThat(card.get("settings").asText()).contains("augmentation:");

        String written = new String(
                ModelFile.further(file, Map.of("card.json", 1L << 20)).get("card.json"), StandardCharsets.UTF_8);
        assertThat(written).doesNotContain("phantom_0").doesNotContain(shared.toString());
    }

    @Test
    void infoShowsRunsAndModelsToPeople() {
        assertThat(Run.require("info", "--in", run.toString()).results())
                .contains("flips seen", "cases to train", "of test", "not said by its owner")
                .containsPattern("probabilities +temperature \\d");
        assertThat(Run.require("info", "--in", exported().toString()).results()).contains("A. Nyone");
        String bare = Run.require("info", "--in", new RunFolder(run).best().toString())
                .results();
        assertThat(bare).contains("./unet export RUN MODEL");
    }

    /** Files under other names in another dataset. */
    @Test
    void evaluatingOnCasesOfTheTrainingWarns() throws IOException {
        Path renamed = folder.resolve("renamed");
        try (Stream<Path> files = Files.walk(shared.resolve("data"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".nii.gz")).toList()) {
                Path target = renamed.resolve(file.getParent().getFileName().toString())
                        .resolve(file.getFileName().toString().replace("phantom", "patient"));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path out = folder.resolve("scores");
        Run scored = Run.require(
                "evaluate",
                "--model",
                exported().toString(),
                "--data",
                renamed.toString(),
                "--split",
                "train",
                "--out",
                out.toString(),
                "--json");
        Set<String> codes = Stream.of(
                        new ObjectMapper().readTree(scored.results()).get("findings"))
                .flatMap(list -> list.findValuesAsText("code").stream())
                .collect(Collectors.toSet());
        assertThat(codes).contains("M7");
        assertThat(scored.messages()).contains("patient_", "was trained on or chosen by");

        assertThat(Run.require("evaluate", "--model", run.toString(), "--force").messages())
                .doesNotContain("[M7]");
    }

    @Test
    void aModelFileHasNoRunToExport() {
        Run again = Run.of(
                "export",
                new RunFolder(run).best().toString(),
                folder.resolve("x.zip").toString());
        assertThat(again.code()).isEqualTo(ExitCode.DATA);
        assertThat(again.messages()).contains("its run's folder is expected");
    }
}

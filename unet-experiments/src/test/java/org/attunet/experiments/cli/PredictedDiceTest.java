package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.data.BadInput;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.quality.CaseQuality;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.eval.quality.QualityCsv;
import org.attunet.train.RunFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Dice predicted for each mask, from the folds that teach it to what users read; networks of some hundred parameters. */
class PredictedDiceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path folds;

    @TempDir
    private Path out;

    @BeforeAll
    static void crossValidate() throws IOException {
        Run.require("phantom", "--out", data(), "--cases", "10", "--size", "16", "--difficulty", "easy");
        again();
        try (Stream<Path> found = Files.list(folder.resolve("runs/baseline"))) {
            folds = found.findFirst().orElseThrow();
        }
    }

    private static Run again() {
        return Run.require(
                "cross-validate",
                "--experiment=baseline",
                "--scale=demo",
                "--folds=2",
                "--data=" + data(),
                "--runs=" + folder.resolve("runs"),
                "--set=network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=1");
    }

    private static String data() {
        return folder.resolve("data").toString();
    }

    private static Model fold(int number) {
        return ModelFile.read(new RunFolder(folds).fold(number).best());
    }

    private static String scan() {
        return folder.resolve("data/images/phantom_001.nii.gz").toString();
    }

    /** Ten cases, each tested once, are enough for all folds together, and none has more than five. */
    @Test
    void everyFoldKnowsWhatTheTestCasesOfAllTeach() throws IOException {
        Optional<DicePredictor> learned = fold(1).quality();
        assertThat(learned.orElseThrow().fit().cases()).isEqualTo(10);
        assertThat(fold(2).quality()).isEqualTo(learned);
        List<CaseQuality> cases = QualityCsv.read(folds.resolve("evaluation/quality.csv"));
        assertThat(cases).hasSize(10).allMatch(one -> one.predicted().isPresent());
        double error = cases.stream()
                .mapToDouble(one -> Math.abs(one.predicted().orElseThrow().dice() - one.dice()))
                .average()
                .orElseThrow();
        assertThat(error).isEqualTo(learned.get().fit().error());

        byte[] before = Files.readAllBytes(new RunFolder(folds).fold(1).best());
        again();
        assertThat(Files.readAllBytes(new RunFolder(folds).fold(1).best())).isEqualTo(before);
    }

    /** Warned of below 0: no mask. Above 1: every mask. */
    private Path warning(double below) {
        DicePredictor one = fold(1).quality().orElseThrow();
        DicePredictor other =
                new DicePredictor(one.intercept(), one.centres(), one.scales(), one.weights(), below, one.fit());
        Path file = out.resolve("below" + below + ".zip");
        ModelFile.write(fold(1).judged(Optional.of(other)), file);
        return file;
    }

    private JsonNode predict(Path model, String... more) throws IOException {
        Stream<String> command = Stream.of(
                "predict",
                "--model=" + model,
                "--in=" + scan(),
                "--out=" + out.resolve("m.nii.gz"),
                "--json",
                "--force");
        Run run = Run.require(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
        return JSON.readTree(run.results()).get(0);
    }

    private static boolean isWarned(JsonNode row) {
        return row.get("findings").findValuesAsText("code").contains(BadInput.M10.name());
    }

    @Test
    void aLowPredictionIsAWarningAndAFigureOfItsScan() throws IOException {
        Path csv = out.resolve("volumes.csv");
        JsonNode warned = predict(warning(2), "--volumes=" + csv);
        assertThat(isWarned(warned)).isTrue();
        assertThat(Files.readAllLines(csv).get(0)).isEqualTo("scan,pancreas_ml,predicted_dice");
        assertThat(Double.parseDouble(Files.readAllLines(csv).get(1).split(",", -1)[2]))
                .isCloseTo(warned.get("predicted_dice").asDouble(), within(5e-4));
        assertThat(isWarned(predict(warning(-1)))).isFalse();

        Run told =
                Run.require("predict", "--model=" + warning(2), "--in=" + scan(), "--out=" + out.resolve("n.nii.gz"));
        assertThat(told.messages()).contains("phantom_001: the mask is predicted to be poor, a Dice of 0.");
        assertThat(told.results()).contains(", Dice predicted 0.");
    }

    /** The short way to a mask alone, and the long one by way of probabilities. */
    @Test
    void thePredictionDoesNotDependOnWhatElseIsAskedFor() throws IOException {
        double alone = predict(warning(2)).get("predicted_dice").asDouble();
        double further =
                predict(warning(2), "--probabilities").get("predicted_dice").asDouble();
        assertThat(further).isEqualTo(alone);
    }

    @Test
    void anEnsembleOfTheFoldsPredictsToo() throws IOException {
        Path ensemble = out.resolve("ensemble.zip");
        Run.require("export", folds.toString(), ensemble.toString());
        JsonNode row = predict(ensemble);
        double one = predict(new RunFolder(folds).fold(1).best())
                .get("predicted_dice")
                .asDouble();
        double other = predict(new RunFolder(folds).fold(2).best())
                .get("predicted_dice")
                .asDouble();
        assertThat(row.get("predicted_dice").asDouble()).isEqualTo((one + other) / 2);
        assertThat(Run.require("info", "--in=" + ensemble).results())
                .contains("predicts Dice left out one at a time, mean error 0.", "; 10 cases; warns below ");
    }

    @Test
    void anEvaluationHasPredictedBesideTrueDice() {
        Path scores = out.resolve("scores");
        Run.require("evaluate", "--model=" + warning(2), "--data=" + data(), "--split=test", "--out=" + scores);
        assertThat(QualityCsv.read(scores.resolve("quality.csv")))
                .isNotEmpty()
                .allMatch(one -> one.predicted().orElseThrow().isLow())
                .allMatch(one -> one.traits().isPresent());
    }

    /** As files of earlier versions. */
    @Test
    void aModelThatLearnedNothingPredictsNothingAndSaysSo() throws IOException {
        Path file = out.resolve("none.zip");
        ModelFile.write(fold(1).judged(Optional.empty()), file);
        assertThat(predict(file).get("predicted_dice").isNull()).isTrue();
        assertThat(Run.require("info", "--in=" + file).results())
                .contains("predicts Dice no: nothing was learned of how good its masks are");
        Run refused = Run.of("evaluate", "--model=" + file, "--data=" + data(), "--out=" + out.resolve("scores"));
        assertThat(refused.code()).as(refused.messages()).isZero();
        assertThat(QualityCsv.read(out.resolve("scores/quality.csv")))
                .isNotEmpty()
                .allMatch(one -> one.predicted().isEmpty());
    }
}

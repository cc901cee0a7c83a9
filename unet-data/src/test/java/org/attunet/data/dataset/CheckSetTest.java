package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.attunet.data.dataset.TinyDataset.edit;
import static org.attunet.data.dataset.TinyDataset.holds;
import static org.attunet.data.dataset.TinyDataset.only;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows S1 to S3 of the list of bad inputs, and the report as a whole. */
class CheckSetTest {
    @TempDir
    private Path folder;

    private TinyDataset data;

    @BeforeEach
    void writeThreeCases() {
        data = new TinyDataset(folder).with("a").with("b").with("c");
    }

    private void split(String train, String validation, String test) {
        data.text(
                "split.json",
                "{\"train\": [%s], \"validation\": [%s], \"test\": [%s]}".formatted(train, validation, test));
    }

    @Test
    void unpairedFilesAreListedAndTheRestIsCheckedAllTheSame() throws IOException {
        Files.delete(data.label("a"));
        Files.move(data.image("c"), data.image("d"));
        edit(data.image("b"), bytes -> bytes.put(123, (byte) 0));
        CheckReport report = data.check();
        holds(report, "b N15 WARNING", "null S1 ERROR", "null S1 ERROR");
        assertThat(report.lines().get(1)).contains("images without a label: a, d");
        assertThat(report.lines().get(2)).contains("labels without an image: c");
        data.settings("exclude: [a, c, d]\n");
        holds(data.check(), "b N15 WARNING");
    }

    @Test
    void whatIsLeftOutAndIsNotThereIsNamed() throws IOException {
        data.settings("exclude: [a, a2, 70]\n");
        CheckReport report = data.check();
        holds(report, "null S1 WARNING", "null S1 WARNING");
        assertThat(report.lines().get(0)).contains("leaves out 70, which no file");
        assertThat(report.lines().get(1)).contains("leaves out a2, which no file");
    }

    @Test
    void namesThatEndInOneNumberAreAmbiguous() throws IOException {
        Files.move(data.image("a"), data.image("first_7"));
        Files.move(data.label("a"), data.label("one_7"));
        Files.move(data.image("b"), data.image("second_7"));
        Files.move(data.label("b"), data.label("two_07"));
        assertThat(data.check().errors()).extracting(Finding::code).containsOnly("S1");
        assertThat(data.check().lines().get(0)).contains("first_7 and second_7");
    }

    @Test
    void withoutLabelsASetIsFitForPredictionOnly() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            Files.delete(data.label(id));
        }
        Files.delete(folder.resolve("labels"));
        holds(data.check(), "null S1 WARNING");
    }

    @Test
    void oneScanInTwoPartsIsAnErrorUnlessAllowed() {
        NiftiWriter.write(TinyDataset.ct("a"), folder.resolve("images/c.nii"));
        holds(data.check(), "null S2 WARNING");
        split("\"a\"", "\"b\"", "\"c\"");
        assertThat(only(data.check(), "S2", Severity.ERROR).message()).contains("a (train) and c (test)");
        holds(data.check(CheckSettings.DEFAULT.withOverlap(Split.Overlap.ALLOWED)), "null S2 WARNING");
        split("\"a\", \"c\"", "\"b\"", "");
        holds(data.check(), "null S2 WARNING");
    }

    @Test
    void oneCaseInTwoPartsIsAnErrorUnlessAllowed() {
        split("\"a\", \"b\"", "\"b\"", "\"c\"");
        holds(data.check(), "null S2 ERROR");
        holds(data.check(CheckSettings.DEFAULT.withOverlap(Split.Overlap.ALLOWED)), "null S2 WARNING");
    }

    @Test
    void aSplitOfMissingCasesIsAnErrorThatNamesThem() {
        split("\"a\", \"x\"", "\"b\"", "\"y\"");
        assertThat(only(data.check(), "S3", Severity.ERROR).message()).contains(": x, y;");
    }

    @Test
    void foldsAreCheckedToo() {
        data.text(
                "split.json",
                "{\"folds\": [{\"train\": [\"a\"], \"validation\": [\"b\"], \"test\": [\"c\"]},"
                        + " {\"train\": [\"a\", \"c\"], \"validation\": [\"c\"], \"test\": [\"z\"]}]}");
        holds(data.check(), "null S3 ERROR", "null S2 ERROR");
    }

    /** The same that training does, and as {@code SplitProtocol.reference} has it. */
    @Test
    void withoutAFileTheReferencesSplitSaysWhichCasesTrain() {
        data.with("d").with("e").with("f");
        Split split = SplitProtocol.reference(List.of("a", "b", "c", "d", "e", "f"));
        String train = split.train().get(0);
        String test = split.test().get(0);
        data.withLabel(test, TinyDataset.ball(0));
        holds(data.check(), test + " L7 WARNING");
        data.with(test).withLabel(train, TinyDataset.ball(0));
        holds(data.check(), train + " L7 ERROR");
        data.with(train);
        NiftiWriter.write(TinyDataset.ct(train), data.image(test));
        holds(data.check(), "null S2 ERROR");
    }

    /** As git-annex and datalad leave what was not fetched. */
    @Test
    void descriptionsThatAreLinksToNowhereAreNotTakenForNone() throws IOException {
        Files.createSymbolicLink(folder.resolve("split.json"), folder.resolve("objects/split.json"));
        assertThat(only(data.check(), "S3", Severity.ERROR).message())
                .endsWith("split.json cannot be read: a link that leads nowhere");
        Files.createSymbolicLink(folder.resolve("dataset.yaml"), folder.resolve("objects/dataset.yaml"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(data::check)
                .withMessageEndingWith("dataset.yaml cannot be read: a link that leads nowhere");
    }

    @Test
    void aSplitFileThatIsNoneIsAnError() {
        data.text("split.json", "{\"train\": 3}");
        holds(data.check(), "null S3 ERROR");
    }

    @Test
    void everyProblemOfEveryCaseIsInOneReportInTheCasesOrder() throws IOException {
        edit(data.image("c"), bytes -> bytes.putShort(40, (short) 2));
        data.withLabel("a", TinyDataset.ball(7)).withLabel("b", TinyDataset.ct("x"));
        Files.delete(data.image("a"));
        data.with("d").withLabel("d", TinyDataset.ball(0));
        NiftiWriter.write(TinyDataset.ct("a"), data.image("a"));
        edit(data.image("a"), bytes -> bytes.put(123, (byte) 0));
        List<String> heard = new ArrayList<>();
        CheckReport report =
                DatasetCheck.run(folder, CheckSettings.DEFAULT, (finished, cases) -> heard.add(finished + "/" + cases));
        holds(report, "a N15 WARNING", "a L6 ERROR", "b L8 ERROR", "c N6 ERROR", "d L7 ERROR");
        assertThat(heard).containsExactly("1/4", "2/4", "3/4", "4/4");
    }

    /** As beside a dataset that is read-only: something is in the way of the folder. */
    @Test
    void picturesThatCannotBeWrittenTakeNoFindingWithThem() {
        data.withLabel("a", TinyDataset.ball(0)).text("taken", "");
        byte[] labels = TinyDataset.ball(1).labels();
        labels[0] = 1;
        data.withLabel("b", new Mask(TinyDataset.GEOMETRY, labels));
        CheckSettings settings = CheckSettings.DEFAULT.withPictures(folder.resolve("taken/check"));
        CheckReport report = data.check(settings);
        assertThat(report.findings()).isEqualTo(data.check().findings());
        assertThat(report.lostPictures()).get().asString().startsWith("a picture could not be written to " + folder);
        assertThat(report.lostPictures()).get().asString().contains("--pictures DIR");
        assertThat(data.check(CheckSettings.DEFAULT.withPictures(folder.resolve("check")))
                        .lostPictures())
                .isEmpty();
        assertThat(folder.resolve("check/b.png")).exists();
    }

    @Test
    void theJsonHasTheAgreedKeys() {
        data.withLabel("b", TinyDataset.ball(0));
        split("\"a\", \"b\"", "", "\"c\", \"q\"");
        JsonNode json = data.check().toJson();
        assertThat(json.fieldNames()).toIterable().containsExactly("cases", "findings");
        assertThat(json.get("cases").asInt()).isEqualTo(3);
        JsonNode ofCase = json.get("findings").get(0);
        assertThat(ofCase.fieldNames()).toIterable().containsExactly("case", "code", "severity", "message");
        assertThat(ofCase.get("case").asText()).isEqualTo("b");
        assertThat(ofCase.get("code").asText()).isEqualTo("L7");
        assertThat(ofCase.get("severity").asText()).isEqualTo("error");
        assertThat(json.get("findings").get(1).get("case").isNull()).isTrue();
    }

    @Test
    void aFolderThatIsNoDatasetIsRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new TinyDataset(folder.resolve("images")).check())
                .withMessageContaining("is no dataset");
    }

    @Test
    void theGateRefusesErrorsAllAtOnceAndReturnsTheRest() {
        edit(data.image("c"), bytes -> bytes.put(123, (byte) 0));
        Split split = new Split("own", 0, List.of("a", "c"), List.of(), List.of("b"));
        Dataset dataset = DatasetFolder.open(folder);
        assertThat(PreflightCheck.require(dataset, split, CheckSettings.DEFAULT))
                .extracting(Finding::code)
                .containsExactly("N15");

        data.withLabel("a", TinyDataset.ball(0)).withLabel("b", TinyDataset.ball(0));
        data.withLabel("c", TinyDataset.ct("x"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> PreflightCheck.require(dataset, split, CheckSettings.DEFAULT))
                .withMessageContainingAll("2 errors", "error L7 a: ", "error L8 c: ");
        Split withoutFaults = new Split("own", 0, List.of(), List.of(), List.of("b"));
        assertThat(PreflightCheck.require(dataset, withoutFaults, CheckSettings.DEFAULT))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void theGateTakesASingleImageToo() {
        Path image = data.image("a");
        assertThat(PreflightCheck.require(image, Optional.empty(), DatasetSettings.NONE, CheckSettings.DEFAULT))
                .isEmpty();
        edit(image, bytes -> bytes.putFloat(280 + 4, 1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        PreflightCheck.require(image, Optional.empty(), DatasetSettings.NONE, CheckSettings.DEFAULT))
                .withMessageContaining("error N14 a: ");
    }
}

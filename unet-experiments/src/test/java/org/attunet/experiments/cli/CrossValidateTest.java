package org.attunet.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Mask;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three folds of six cases as one command and one row of the results. */
@TestMethodOrder(OrderAnnotation.class)
class CrossValidateTest {
    @TempDir
    private static Path folder;

    private static Run crossValidate(String... more) {
        Stream<String> command = Stream.of(
                "cross-validate",
                "--experiment",
                "baseline",
                "--scale",
                "demo",
                "--data",
                path("data"),
                "--runs",
                path("runs"),
                "--set",
                "network.widths=[2, 3, 4];network.supervision=2;data.patch=8;training.epochs=1");
        return Run.of(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Path only() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs/baseline"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    @Order(1)
    void everyCaseIsTestedByTheFoldThatDidNotSeeIt() throws IOException {
        assertThat(Run.of("phantom", "--out", path("data"), "--cases", "6", "--size", "16", "--difficulty", "easy")
                        .code())
                .isZero();
        Run run = crossValidate("--folds", "3");
        assertThat(run.code()).isZero();
        assertThat(run.results()).contains("6 cases, split test", only().toString());
        List<String> rows = Files.readAllLines(only().resolve("evaluation/per-case.csv"));
        assertThat(rows).hasSize(7);
        for (int fold = 1; fold <= 3; fold++) {
            Path made = only().resolve("fold-" + fold);
            assertThat(made.resolve("checkpoints/best.zip")).exists();
            List<String> ofFold = Files.readAllLines(made.resolve("evaluation/per-case.csv"));
            assertThat(ofFold).hasSize(3);
            assertThat(rows).containsAll(ofFold);
        }
    }

    @Test
    @Order(2)
    void allFoldsVoteWhereTheirFolderIsNamed() throws IOException {
        String[] predict = {
            "predict", "--in", path("data/images"), "--out", path("masks"), "--volumes", path("volumes.csv"), "--model"
        };
        Run voted = Run.of(
                Stream.concat(Stream.of(predict), Stream.of(only().toString())).toArray(String[]::new));
        assertThat(voted.code()).as(voted.messages()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("volumes.csv"));
        assertThat(rows).hasSize(7).startsWith("scan,pancreas_ml");
        String one = rows.get(1).substring(0, rows.get(1).indexOf(','));
        double millilitres =
                NiftiReader.readMask(folder.resolve("masks/" + one + ".nii.gz")).millilitres(1);
        assertThat(rows.get(1)).isEqualTo(String.format(Locale.ROOT, "%s,%.3f", one, millilitres));

        String run = only().toString();
        Run named = Run.of(
                "predict",
                "--in",
                path("data/images"),
                "--out",
                path("again"),
                "--model",
                run + "/fold-1",
                run + "/fold-2",
                run + "/fold-3");
        assertThat(named.code()).as(named.messages()).isZero();
        assertThat(folder.resolve("again/" + one + ".nii.gz"))
                .hasSameBinaryContentAs(folder.resolve("masks/" + one + ".nii.gz"));
    }

    /** Case and Dice of every row. */
    private static List<String> dice(Path evaluation) throws IOException {
        return Files.readAllLines(evaluation.resolve("per-case.csv")).stream()
                .map(row -> String.join(",", List.of(row.split(",")).subList(0, 2)))
                .toList();
    }

    /** The masks that they made above get the same scores; the folds' own scores stay where they are. */
    @Test
    @Order(3)
    void theyVoteInAnEvaluationToo() throws IOException {
        String run = only().toString();
        Run alone = Run.of("evaluate", "--model", run);
        assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.messages()).contains("folds of a cross-validation", "--data", "--out");

        Run voted = Run.require("evaluate", "--model", run, "--data", path("data"), "--out", path("voted"));
        assertThat(voted.messages()).contains("2 of 2 cases are images that the model was trained on");
        Run.require(
                "evaluate", "--predictions", path("masks"), "--labels", path("data/labels"), "--out", path("given"));
        List<String> scores = dice(folder.resolve("voted"));
        assertThat(scores).hasSize(3);
        assertThat(dice(folder.resolve("given"))).containsAll(scores);
        assertThat(dice(only().resolve("evaluation"))).hasSize(7);
    }

    @Test
    @Order(4)
    void theResultsHaveOneRowOfAllFolds() throws IOException {
        assertThat(Run.of("report", "--runs", path("runs")).code()).isZero();
        List<String> ours = Files.readAllLines(folder.resolve("runs/results.csv")).stream()
                .filter(row -> row.contains(",ours,"))
                .toList();
        assertThat(ours).hasSize(1);
        assertThat(ours.get(0)).startsWith("baseline," + only().getFileName() + ",ours,test,image,6,");
    }

    /** A fold that is whole is left alone, one without its end goes on. */
    @Test
    @Order(5)
    void theSameCommandDoesWhatIsLeft() throws IOException {
        Path first = only().resolve("fold-1/checkpoints/last.zip");
        Path second = only().resolve("fold-2");
        FileTime before = Files.getLastModifiedTime(first);
        Files.delete(second.resolve("run.json"));
        Files.delete(second.resolve("evaluation/summary.json"));
        assertThat(crossValidate("--folds", "3").code()).isZero();
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
        assertThat(second.resolve("run.json")).exists();
        assertThat(second.resolve("evaluation/summary.json")).exists();
        assertThat(only().resolve("evaluation/overlays")).isNotEmptyDirectory();
    }

    @Test
    @Order(6)
    void theDatasetsOwnFoldsAreTakenWhereItHasSome() throws IOException {
        assertThat(Run.of("split", "--data", path("data"), "--protocol", "k-fold", "--folds", "2")
                        .code())
                .isZero();
        Run train = Run.of("train", "--experiment", "baseline", "--data", path("data"), "--runs", path("runs"));
        assertThat(train.code()).isEqualTo(4);
        assertThat(train.messages()).contains("2 folds", "cross-validate");
        assertThat(crossValidate("--fresh").code()).isZero();
        try (Stream<Path> runs = Files.list(folder.resolve("runs/baseline"))) {
            assertThat(runs.filter(run -> Files.exists(run.resolve("fold-2")) && !Files.exists(run.resolve("fold-3"))))
                    .hasSize(1);
        }
    }

    @Test
    @Order(7)
    void foldsOfFilesThatHaveChangedAreNotTakenFurther() throws IOException {
        Path label = folder.resolve("data/labels/phantom_001.nii.gz");
        Mask mask = NiftiReader.readMask(label);
        byte[] labels = mask.labels().clone();
        labels[labels.length / 2] ^= 1;
        NiftiWriter.write(new Mask(mask.geometry(), labels), label);
        Run run = crossValidate();
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.messages()).contains("begun with other content of labels/phantom_001.nii.gz");
    }

    @Test
    @Order(8)
    void anUnknownProtocolIsAMistakeOfUse() {
        Run run = crossValidate("--protocol", "leave-one-out");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).contains("k-fold or four-fold");
    }
}

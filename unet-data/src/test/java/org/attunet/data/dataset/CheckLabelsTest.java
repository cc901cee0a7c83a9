package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attunet.data.dataset.TinyDataset.edit;
import static org.attunet.data.dataset.TinyDataset.holds;
import static org.attunet.data.dataset.TinyDataset.only;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attunet.data.Severity;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows L1 to L11 of the list of bad inputs, apart from flipped content. */
class CheckLabelsTest {
    private static final Size SIZE = TinyDataset.SIZE;

    private static final int BALL = TinyDataset.ball(1).count(1);

    @TempDir
    private Path folder;

    private TinyDataset data;

    @BeforeEach
    void writeThreeCases() {
        data = new TinyDataset(folder).with("a").with("b").with("c");
    }

    private static float[] ballValues() {
        float[] values = new float[SIZE.voxels()];
        Mask ball = TinyDataset.ball(1);
        for (int n = 0; n < values.length; n++) {
            values[n] = ball.get(n);
        }
        return values;
    }

    /** The ball's label with other values in place of 0 and 1. */
    private static Volume values(Map<Integer, Integer> instead) {
        float[] values = ballValues();
        for (int n = 0; n < values.length; n++) {
            values[n] = instead.getOrDefault((int) values[n], (int) values[n]);
        }
        return Volume.of(TinyDataset.GEOMETRY, values);
    }

    private void label(float[] values) {
        data.withLabel("b", Volume.of(TinyDataset.GEOMETRY, values));
    }

    @Test
    void goodCasesHaveNoFindings() {
        CheckReport report = data.check();
        holds(report);
        assertThat(report.cases()).isEqualTo(3);
    }

    @Test
    void anotherShapeIsAnError() {
        Size other = new Size(SIZE.x(), SIZE.y(), SIZE.z() - 1);
        byte[] labels = new byte[other.voxels()];
        labels[other.index(6, 13, 11)] = 1;
        data.withLabel("b", new Mask(new Geometry(other, TinyDataset.GEOMETRY.affine()), labels));
        holds(data.check(), "b L1 ERROR");
        assertThat(data.check().lines().get(0)).contains("20×22×17").contains("20×22×18");
    }

    @Test
    void anotherSpacingIsAnError() {
        Affine affine = Affine.diagonal(new Spacing(2, 2.1, 3), -20, 10, 30);
        data.withLabel("b", TinyDataset.ball(1).withGeometry(new Geometry(SIZE, affine)));
        holds(data.check(), "b L2 ERROR");
    }

    @Test
    void anotherOriginIsAnErrorWithItsDistance() {
        Affine affine = Affine.diagonal(TinyDataset.SPACING, -20, 14, 33);
        data.withLabel("b", TinyDataset.ball(1).withGeometry(new Geometry(SIZE, affine)));
        CheckReport report = data.check();
        holds(report, "b L3 ERROR");
        assertThat(report.lines().get(0)).contains("up to 5.00 mm away");
    }

    @Test
    void anotherDirectionIsAnErrorWithBothOrientations() {
        Affine affine = Affine.of(new double[][] {{-2, 0, 0, 18}, {0, 2, 0, 10}, {0, 0, 3, 30}});
        data.withLabel("b", TinyDataset.ball(1).withGeometry(new Geometry(SIZE, affine)));
        assertThat(only(data.check(), "L3", Severity.ERROR).message())
                .contains("38.00 mm")
                .contains("LAS")
                .contains("RAS");
    }

    @Test
    void roundOffInTheHeaderIsNoDifference() {
        edit(data.label("b"), bytes -> bytes.putFloat(280 + 12, -20.00005f));
        holds(data.check());
    }

    @Test
    void labelsBetweenIntegersAreAnErrorWithTheirNumber() {
        float[] values = ballValues();
        values[3] = 0.5f;
        values[4] = Float.NaN;
        label(values);
        assertThat(only(data.check(), "L5", Severity.ERROR).message()).startsWith("2 label voxels");
    }

    @Test
    void labelsWithinAThousandthOfAnIntegerAreTakenAsIt() {
        float[] values = ballValues();
        values[SIZE.index(6, 13, 11)] = 0.9995f;
        label(values);
        holds(data.check(), "b L5 FIXED");
    }

    @Test
    void twoHundredFiftyFiveIsNoClassUnlessMapped() {
        data.withLabel("b", TinyDataset.ball(255));
        CheckReport report = data.check();
        holds(report, "b L6 ERROR");
        assertThat(report.lines().get(0)).contains("255 (" + BALL + " voxels)").contains("'labels: {1: 1, 255: 1}'");
        data.settings("labels: {1: 1, 255: 1}\n");
        holds(data.check());
    }

    @Test
    void valuesBeyondAByteAreNoClassesUnlessMapped() {
        data.withLabel("b", values(Map.of(1, 1000)));
        CheckReport report = data.check();
        holds(report, "b L6 ERROR");
        assertThat(report.lines().get(0))
                .contains("1000 (" + BALL + " voxels)", "'labels: {1: 1, 1000: 1}'", "255 at most");
        data.settings("labels: {1: 1, 1000: 1}\n");
        holds(data.check());
    }

    /** Label of case b: the ball's lower half is {@code low}, its upper half {@code high}. */
    private void halves(int low, int high) {
        Volume ball = values(Map.of(1, low));
        float[] halves = ball.floats();
        for (int n = SIZE.index(0, 0, 11); n < halves.length; n++) {
            halves[n] = halves[n] == low && low != 0 ? high : halves[n];
        }
        label(halves);
    }

    /** The spleen is 1 and the pancreas 7, and only the pancreas is mapped. */
    @Test
    void aValueThatTheMapDoesNotListNeverJoinsTheClassOfItsNumber() {
        halves(1, 7);
        data.settings("labels: {7: 1}\nexclude: [a, c]\n");
        CheckReport report = data.check();
        holds(report, "b L10 ERROR");
        assertThat(report.lines().get(0))
                .containsPattern("does not list: 1 \\(\\d+ voxels\\)\\.")
                .contains("'labels: {1: 0, 7: 1}'", "'others: background'");
        holds(data.check(CheckSettings.DEFAULT.withClasses(2)), "b L10 ERROR");

        data.settings("labels: {1: 0, 7: 1}\nexclude: [a, c]\n");
        holds(data.check());
        data.settings("labels: {7: 1}\nothers: background\nexclude: [a, c]\n");
        holds(data.check());
    }

    @Test
    void checkAndTrainingAgreeOnWhatAMapLeavesOut() {
        halves(2, 4);
        data.settings("labels: {4: 1}\n");
        for (CheckSettings settings : List.of(CheckSettings.DEFAULT, CheckSettings.DEFAULT.withClasses(2))) {
            CheckReport report = data.check(settings);
            holds(report, "a L10 ERROR", "b L10 ERROR", "c L10 ERROR");
            assertThat(report.lines()).allMatch(line -> line.contains("'labels: {1: 0, 2: 0, 4: 1}'"));
        }
    }

    @Test
    void negativeValuesAreNoClassesUnlessMapped() {
        halves(-1, 1);
        CheckReport report = data.check();
        holds(report, "b L6 ERROR");
        assertThat(report.lines().get(0)).contains("-1 (", "'labels: {-1: 0, 1: 1}'");
        data.settings("labels: {-1: 0, 1: 1}\n");
        holds(data.check());
        data.settings("labels: {1: 1}\nothers: background\n");
        holds(data.check());
        data.settings("labels: {1: 1}\n");
        holds(data.check(), "b L10 ERROR");
    }

    @Test
    void aLabelOfTwoValuesIsNeverTakenForACt() {
        halves(-1000, 1000);
        holds(data.check(), "b L6 ERROR");
        data.settings("labels: {-1000: 0, 1000: 1, 1: 1}\n");
        holds(data.check());
    }

    @Test
    void aClassThatTheExperimentLacksIsAnErrorThatNamesTheValueInTheFile() {
        halves(1, 7);
        data.settings("labels: {1: 1, 7: 2}\n");
        assertThat(only(data.check(CheckSettings.DEFAULT.withClasses(2)), "L6", Severity.ERROR)
                        .message())
                .containsPattern("7 \\(\\d+ voxels, mapped to 2\\); expected classes 0 to 1")
                .contains("'labels: {1: 1, 7: 0}'", "network.classes");
        holds(data.check(CheckSettings.DEFAULT.withClasses(3)));
    }

    @Test
    void aMapMayLeaveNoGapBetweenClasses() {
        halves(1, 7);
        data.settings("labels: {1: 1, 7: 3}\n");
        holds(data.check(), "b L6 ERROR");
        holds(data.check(CheckSettings.DEFAULT.withClasses(2)), "b L6 ERROR");
    }

    @Test
    void backgroundIsZeroUnlessTheMapSaysOtherwise() {
        data.withLabel("b", values(Map.of(0, 1, 1, 0)));
        data.settings("labels: {0: 1, 1: 0}\nexclude: [a, c]\n");
        CaseReader reader = new CaseReader(DatasetSettings.of(folder));
        Mask mask =
                reader.read(DatasetFolder.open(folder).cases().get(0)).label().orElseThrow();
        assertThat(mask.labels()).isEqualTo(TinyDataset.ball(1).labels());
    }

    @Test
    void manyValuesAreNoLabelUnlessAMapSaysWhichAreMeant() {
        float[] values = new float[SIZE.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 256;
        }
        label(values);
        assertThat(only(data.check(), "L6", Severity.ERROR).message())
                .startsWith("the label holds 256 different values from 0 to 255");
        data.settings("labels: {1: 1, 200: 1}\nothers: background\n");
        assertThat(data.check().errors()).isEmpty();
    }

    @Test
    void integersThatSinglePrecisionDoesNotTellApartAreAnError() {
        data.withLabel("b", values(Map.of(1, 20_000_000)));
        assertThat(only(data.check(), "L6", Severity.ERROR).message())
                .startsWith(BALL + " label voxels are beyond ±16777216");
    }

    @Test
    void scaledLabelsAreTheIntegersTheyComeTo() {
        data.withLabel("b", TinyDataset.ball(255));
        edit(data.label("b"), bytes -> bytes.putFloat(112, 1 / 255f));
        assertThat(data.check().errors()).isEmpty();
        data.withLabel("b", TinyDataset.ball(128));
        edit(data.label("b"), bytes -> bytes.putFloat(112, 1 / 255f));
        assertThat(only(data.check(), "L5", Severity.ERROR).message()).contains("no integers, such as 0.50");
    }

    @Test
    void furtherClassesNeedAnExperimentThatHasThem() {
        for (String id : new String[] {"a", "b", "c"}) {
            byte[] labels = TinyDataset.ball(1).labels();
            for (int n = SIZE.index(0, 13, 0); n < labels.length; n++) {
                labels[n] = (byte) (n / SIZE.x() % SIZE.y() > 13 ? 2 * labels[n] : labels[n]);
            }
            data.withLabel(id, new Mask(TinyDataset.GEOMETRY, labels));
        }
        CheckReport report = data.check();
        holds(report, "a L6 ERROR", "b L6 ERROR", "c L6 ERROR");
        assertThat(report.lines()).allMatch(line -> line.contains("'labels: {1: 1, 2: 0}'"));
        assertThat(report.lines().get(0)).contains("network.classes; check", "--classes");
        holds(data.check(CheckSettings.DEFAULT.withClasses(3)));
    }

    @Test
    void aClassOfOneCaseAmongManyIsAWarning() {
        data.with("d").with("e").with("f");
        byte[] labels = TinyDataset.ball(1).labels();
        labels[SIZE.index(6, 13, 11)] = 2;
        data.withLabel("b", new Mask(TinyDataset.GEOMETRY, labels));
        holds(data.check(CheckSettings.DEFAULT.withClasses(3)), "b L6 WARNING");
        holds(data.check(), "b L6 ERROR");
    }

    @Test
    void anEmptyLabelIsAnErrorWhereItWouldTrain() {
        data.withLabel("b", TinyDataset.ball(0));
        holds(data.check(), "b L7 ERROR");
        data.text("split.json", "{\"train\": [\"a\", \"b\"], \"validation\": [], \"test\": [\"c\"]}");
        holds(data.check(), "b L7 ERROR");
        data.text("split.json", "{\"train\": [\"a\"], \"validation\": [\"c\"], \"test\": [\"b\"]}");
        holds(data.check(), "b L7 WARNING");
    }

    @Test
    void aLabelWithoutBackgroundIsAWarning() {
        data.withLabel("b", values(Map.of(0, 1)));
        assertThat(only(data.check(), "L11", Severity.WARNING).message()).contains("no voxel is background");
        // What lies outside for other programs may be background, once a map says so.
        data.withLabel("b", values(Map.of(0, -1, 1, 1)));
        holds(data.check(), "b L6 ERROR");
    }

    @Test
    void aLabelOfCtValuesIsAnErrorWhateverAMapSays() {
        data.withLabel("b", TinyDataset.ct("b"));
        holds(data.check(), "b L8 ERROR");
        data.settings("labels: {1: 1}\nothers: background\n");
        holds(data.check(), "b L8 ERROR");
        float[] fractions = TinyDataset.ct("b").floats();
        for (int n = 0; n < fractions.length; n++) {
            fractions[n] += 0.3f;
        }
        label(fractions);
        holds(data.check(), "b L8 ERROR");
    }

    @Test
    void severalPiecesAreAWarningWithTheirSizes() {
        Mask ball = TinyDataset.ball(1);
        byte[] labels = ball.labels();
        labels[SIZE.index(15, 3, 4)] = 1;
        labels[SIZE.index(16, 4, 5)] = 1;
        labels[SIZE.index(1, 1, 1)] = 1;
        data.withLabel("b", new Mask(TinyDataset.GEOMETRY, labels));
        int whole = TinyDataset.ball(1).count(1);
        assertThat(only(data.check(), "L9", Severity.WARNING).message())
                .contains("3 pieces of " + whole + ", 2, 1 voxels");
    }
}

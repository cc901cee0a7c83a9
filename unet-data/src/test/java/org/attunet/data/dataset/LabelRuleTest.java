package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rule for the values of labels, whoever asks: {@code check}, what trains or scores a split, and {@code preprocess}. */
class LabelRuleTest {
    @TempDir
    private Path folder;

    private TinyDataset data;

    @BeforeEach
    void writeACase() {
        data = new TinyDataset(folder).with("a");
    }

    /**
     * The ball is cut along z into as many parts as there are values beside 0; without 0 among them the first value fills the rest
     * of the volume too.
     */
    private void label(String values) {
        List<Integer> all =
                Arrays.stream(values.split(" ", -1)).map(Integer::valueOf).toList();
        List<Integer> organs = all.stream().filter(value -> value != 0).toList();
        int rest = all.contains(0) ? 0 : all.get(0);
        Mask ball = TinyDataset.ball(1);
        float[] label = new float[ball.labels().length];
        for (int n = 0; n < label.length; n++) {
            int slice = n / (TinyDataset.SIZE.x() * TinyDataset.SIZE.y());
            label[n] = ball.get(n) == 0 ? rest : organs.get(slice % organs.size());
        }
        data.withLabel("a", Volume.of(TinyDataset.GEOMETRY, label));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // values | labels of dataset.yaml | of two classes: errors, or classes as they are read | of three
                // classes
                "1        |                              | 1       | 1",
                "1 2      |                              | L6      | 1 2",
                "0 1      |                              | 0 1     | 0 1",
                "0 1 2    |                              | L6      | 0 1 2",
                "0 1 7    |                              | L6      | L6",
                "0 7      |                              | L6      | L6",
                "-1 0 1   |                              | L6      | L6",
                "0 1      | {7: 1}                       | L10     | L10",
                "0 1 7    | {7: 1}                       | L10     | L10",
                "0 7      | {7: 1}                       | 0 1     | 0 1",
                "1 7      | {7: 1}                       | L10     | L10",
                "0 1 2    | {4: 1}                       | L10     | L10",
                "0 4      | {4: 1}                       | 0 1     | 0 1",
                "1        | {1: 1}                       | 1       | 1",
                "1 2      | {1: 1}                       | L10     | L10",
                "0 1 7    | {1: 1}                       | L10     | L10",
                "0 1 2    | {1: 1, 2: 2}                 | L6      | 0 1 2",
                "0 1 2    | {1: 1, 2: 5}                 | L6      | L6",
                "0 1 2    | {1: 1, 2: 1}                 | 0 1     | 0 1",
                "1 2      | {1: 1}, others: background   | 0 1     | 0 1",
                "0 1 2    | {1: 1}, others: background   | 0 1     | 0 1",
                "0 1 7    | {7: 1}, others: background   | 0 1     | 0 1",
                "-1 0 1   | {1: 1}, others: background   | 0 1     | 0 1",
                "0 1 7    | {1: 2}, others: background   | L6      | 0 2",
                "0 1 2    | {4: 1}, others: background   | L7      | L7",
                "-1 0 1   | {-1: 0, 1: 1}                | 0 1     | 0 1",
                "-1 0 1   | {-1: 0}                      | L10     | L10",
                "0 1      | {0: 1, 1: 0}                 | 0 1     | 0 1",
            })
    void everyCommandSaysTheSame(String values, String labels, String ofTwo, String ofThree) {
        label(values);
        if (labels != null) {
            data.settings("{labels: " + labels + "}");
        }
        for (int classes : new int[] {2, 3}) {
            String expected = classes == 2 ? ofTwo : ofThree;
            CheckSettings settings = CheckSettings.DEFAULT.withClasses(classes);
            assertThat(checked(settings)).as("check, %d classes", classes).isEqualTo(expected);
            assertThat(trained(settings)).as("train, %d classes", classes).isEqualTo(expected);
            assertThat(alone(settings)).as("preprocess, %d classes", classes).isEqualTo(expected);
        }
    }

    private String checked(CheckSettings settings) {
        CheckReport report = data.check(settings);
        return report.errors().isEmpty() ? read() : codes(report.errors());
    }

    /** As train, sweep, cross-validate and evaluate ask, before they read a case. */
    private String trained(CheckSettings settings) {
        Split split = new Split("own", 0, List.of("a"), List.of(), List.of());
        try {
            PreflightCheck.require(DatasetFolder.open(folder), split, settings);
            return read();
        } catch (DataException e) {
            return codes(e);
        }
    }

    private String alone(CheckSettings settings) {
        try {
            PreflightCheck.require(data.image("a"), Optional.of(data.label("a")), DatasetSettings.of(folder), settings);
            return read();
        } catch (DataException e) {
            return codes(e);
        }
    }

    /** The classes that training and scoring see. */
    private String read() {
        CaseReader reader = new CaseReader(DatasetSettings.of(folder));
        Mask mask =
                reader.read(DatasetFolder.open(folder).cases().get(0)).label().orElseThrow();
        Set<Integer> classes = new TreeSet<>();
        for (byte label : mask.labels()) {
            classes.add(label & 0xff);
        }
        return classes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String codes(List<Finding> errors) {
        return errors.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .collect(Collectors.joining(" "));
    }

    private static String codes(DataException e) {
        return e.getMessage()
                .lines()
                .skip(1)
                .map(line -> line.strip().split(" ", 3)[1])
                .collect(Collectors.joining(" "));
    }
}

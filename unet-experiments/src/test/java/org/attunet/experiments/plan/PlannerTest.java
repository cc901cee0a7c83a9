package org.attunet.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.Range;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.experiment.Scale;
import org.attunet.experiments.experiment.Sizing;
import org.attunet.model.SettingsException;
import org.attunet.model.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final Sizing FULL = new Sizing(Optional.of(Scale.FULL), Device.CPU);

    @TempDir
    private Path folder;

    private static DatasetSurvey survey(int classes) {
        return new DatasetSurvey(
                9,
                new double[] {2, 2, 2.5},
                new double[] {320, 260, 200},
                new double[] {120, 80, 60},
                classes,
                new Range(-80, 170),
                60.04,
                35.2);
    }

    private static Capacity machine(boolean holds, double seconds) {
        return new Capacity() {
            @Override
            public boolean holds(Layout layout) {
                return holds;
            }

            @Override
            public double secondsPerStep(Layout layout) {
                return seconds;
            }
        };
    }

    private static Planner planner(boolean holds, double seconds) {
        return new Planner("best", FULL, 10, machine(holds, seconds));
    }

    private Experiment written(ProposedExperiment plan) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), plan.yaml());
        return Experiments.load(file.toString(), FULL, List.of());
    }

    @Test
    void theFileReadsBackAsWhatWasProposed() throws IOException {
        ProposedExperiment plan = planner(true, 2).plan(survey(2));
        Experiment read = written(plan);
        assertThat(read.name()).isEqualTo("mine");
        assertThat(Experiments.differences(Experiments.load("best", FULL, plan.assignments()), read))
                .containsExactly("name: best → mine");
        assertThat(read.data().preprocessing().intensity().window()).contains(new Range(-80, 170));
        assertThat(read.data().preprocessing().intensity().divisor()).isEqualTo(35.2);
        assertThat(read.data().patches().patch()).isEqualTo(read.inference().window());
    }

    @Test
    void epochsFillTheHoursUpToTheReferencesSteps() throws IOException {
        // 36 000 s of 4 s are 9000 steps, five an epoch of nine cases.
        assertThat(written(planner(true, 4).plan(survey(2))).training().epochs())
                .isEqualTo(1800);
        assertThat(written(planner(true, 0.001).plan(survey(2))).training().epochs())
                .isEqualTo(15_600 / 5);
    }

    @Test
    void fewStepsAreSaid() {
        assertThat(planner(true, 36).plan(survey(2)).yaml().replaceAll("\\s+#?\\s*", " "))
                .contains("That is few: 5000 steps at least are advised (--hours).");
    }

    @Test
    void furtherOrgansAreFurtherClasses() throws IOException {
        assertThat(written(planner(true, 2).plan(survey(5))).network().classes())
                .isEqualTo(5);
    }

    @Test
    void everySettingHasItsReasonAndLinesStayShort() {
        ProposedExperiment plan = planner(true, 2).plan(survey(2));
        assertThat(plan.settings())
                .allSatisfy(setting -> assertThat(setting.reason()).endsWith("."));
        assertThat(plan.yaml().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void whatFitsNowhereIsRefused() {
        assertThatThrownBy(() -> planner(false, 2).plan(survey(2)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("120 × 80.0 × 60.0 mm");
    }
}

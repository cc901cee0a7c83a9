package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.attunet.model.kernel.cuda.EmulatedBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run on a device whose kernels are compiled for the host: patches, steps and validation there. */
@Tag("cuda-host")
class EmulatedRunTest {
    @TempDir
    static Path folder;

    private static TinyRuns runs;
    private static EmulatedBackend device;

    @BeforeAll
    static void compile() {
        runs = TinyRuns.in(folder);
        device = EmulatedBackend.compiled(folder);
    }

    private static TrainingState run(TrainingPlan plan) {
        return new Trainer(plan, List.of()).run();
    }

    /** The same patches, so the same losses but for rounding, which Adam's first steps enlarge. */
    @Test
    void itsLossesAndScoresAreThoseOfTheCpu() {
        TrainingSettings settings = TinyRuns.settings(2);
        TrainingState there = run(runs.on(device, settings));
        TrainingState here = run(runs.plan(settings));
        for (int epoch = 0; epoch < 2; epoch++) {
            EpochRecord found = there.history().get(epoch);
            EpochRecord expected = here.history().get(epoch);
            assertThat(found.loss()).isCloseTo(expected.loss(), within(2e-3));
            assertThat(found.validationDice()).isCloseTo(expected.validationDice(), within(0.02));
        }
    }

    @Test
    void theSameRunTwiceEndsWithTheSameBits() {
        TrainingState once = run(runs.on(device, TinyRuns.settings(1)));
        TrainingState again = run(runs.on(device, TinyRuns.settings(1)));
        assertThat(again.history().get(0).loss())
                .isEqualTo(once.history().get(0).loss());
    }
}

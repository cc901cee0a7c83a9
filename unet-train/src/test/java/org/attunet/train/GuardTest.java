package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.train.listener.CheckpointListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that diverges ends in the step in which that shows, with the cases named and the last good checkpoint kept. */
class GuardTest {
    @TempDir
    private static Path shared;

    private static TinyRuns runs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeData() {
        runs = TinyRuns.in(shared);
    }

    private DivergedException diverged(TrainingPlan plan) {
        Trainer trainer = new Trainer(plan, List.of(new CheckpointListener(new RunFolder(folder))));
        DivergedException divergence = catchThrowableOfType(DivergedException.class, trainer::run);
        assertThat(divergence).isNotNull();
        return divergence;
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunInTheSameEpoch() {
        DivergedException divergence = diverged(runs.plan(
                new Recipe().with("epochs", 3).with("learningRate", 1e30).settings()));
        assertThat(divergence.divergence()).isEqualTo(Divergence.NUMBERS);
        assertThat(divergence)
                .hasMessageMatching(
                        "training diverged: in epoch 1, step [123] \\(cases? phantom_00[1-5].*(NaN|Infinity).*")
                .hasMessageContaining("learning-rate (now 1.0E30)");
        assertThat(new RunFolder(folder).last()).doesNotExist();
    }

    @Test
    void anExplodedGradientIsNamedWithTheCasesOfItsStep() {
        TrainingPlan plan = runs.plan(
                new Recipe().with("guard", new GuardSettings(1e-12, 0, 0)).settings());
        DivergedException divergence = diverged(plan);
        List<String> cases = plan.data().caseIds(0, 0, 1);
        assertThat(cases).hasSize(2);
        assertThat(divergence)
                .hasMessageContainingAll(
                        "epoch 1, step 1 (cases " + cases.get(0) + ", " + cases.get(1) + ")", "gradient-limit 1.0E-12");
    }

    /** A loss that asks for background alone. */
    private static TrainingPlan blind(GuardSettings guard) {
        Recipe recipe = new Recipe().with("epochs", 12).with("guard", guard).with("learningRate", 0.1);
        return runs.plan(recipe.settings(), new LossSettings(LossKind.DICE_CE, 0, 1, List.of(1.0, 0.0)));
    }

    @Test
    void aNetworkThatOnlyPredictsBackgroundIsNoticed() {
        DivergedException divergence = diverged(blind(new GuardSettings(0, 2, 0)));
        assertThat(divergence.divergence()).isEqualTo(Divergence.BACKGROUND);
        assertThat(divergence)
                .hasMessageContainingAll("no voxel of any labelled patch", "6 steps in a row", "phantom_00");
    }

    @Test
    void itIsLeftAloneWhereTheGuardIsOff() {
        TrainingState state = new Trainer(blind(new GuardSettings(0, 0, 0)), List.of()).run();
        assertThat(state.epoch()).isEqualTo(12);
        assertThat(state.backgroundSteps()).isGreaterThan(6);
    }

    @Test
    void aHealthyRunIsLeftAlone() {
        assertThat(new Trainer(runs.plan(TinyRuns.settings(2)), List.of()).run().backgroundSteps())
                .isZero();
    }
}

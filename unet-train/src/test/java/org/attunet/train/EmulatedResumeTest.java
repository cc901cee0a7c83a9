package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.attunet.model.engine.Backend;
import org.attunet.model.kernel.DevicePlans;
import org.attunet.model.kernel.cuda.EmulatedBackend;
import org.attunet.train.listener.CheckpointListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device of several ways to the same result, of which other processes may take others: a run goes on with those that it began with. */
@Tag("cuda-host")
class EmulatedResumeTest {
    @TempDir
    static Path folder;

    private static TinyRuns runs;
    private static EmulatedBackend device;
    private static Checkpoint half;

    @BeforeAll
    static void trainHalf() {
        runs = TinyRuns.in(folder);
        device = EmulatedBackend.compiled(folder);
        half = trained(new Trainer(runs.on(like("a GPU", 0), TinyRuns.settings(1)), List.of(saving("half"))), "half");
    }

    private static Backend like(String name, long engine) {
        return device.another(name, engine);
    }

    private static RunFolder run(String name) {
        return new RunFolder(folder.resolve("runs").resolve(name));
    }

    private static TrainingListener saving(String name) {
        return new CheckpointListener(run(name));
    }

    private static Checkpoint trained(Trainer trainer, String name) {
        trainer.run();
        return Checkpoint.read(run(name).last());
    }

    private static float[] resumed(Backend backend, Checkpoint from, String name) {
        Trainer trainer = new Trainer(runs.on(backend, TinyRuns.settings(2)), List.of(saving(name)));
        trainer.resume(from);
        return trained(trainer, name).parameters().values();
    }

    @Test
    void aCheckpointHasThePlansOfItsDevice() {
        assertThat(half.plans()).hasSize(1);
        DevicePlans plans = half.plans().get(0);
        assertThat(plans.device()).isEqualTo("a GPU");
        assertThat(plans.choices())
                .containsEntry("filter of [8, 8, 4, 4, 4] to 8 channels, kernel 1, stride 1, padding 0", "0")
                .allSatisfy((operation, choice) -> assertThat(choice).isEqualTo("0"));
    }

    @Test
    void onTheSameDeviceARunGoesOnWithThem() {
        float[] expected = resumed(like("a GPU", 0), half, "the-same");
        assertThat(resumed(like("a GPU", 1), half, "would-choose-others")).containsExactly(expected);
    }

    @Test
    void onAnotherDeviceOthersAreChosenAndKeptFromThenOn() {
        float[] stayed = resumed(like("a GPU", 0), half, "not-moved");
        assertThat(Arrays.equals(resumed(like("another", 1), half, "moved"), stayed))
                .isFalse();
        DevicePlans plans = Checkpoint.read(run("moved").last()).plans().get(0);
        assertThat(plans.device()).isEqualTo("another");
        assertThat(plans.choices().values()).containsOnly("1");
    }

    /** Its file is as it was before there were devices. */
    @Test
    void whatTheCpuSavesHasNone() {
        Checkpoint saved = trained(new Trainer(runs.plan(TinyRuns.settings(1)), List.of(saving("cpu"))), "cpu");
        assertThat(saved.plans()).isEmpty();
    }
}

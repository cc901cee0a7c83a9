package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.attunet.data.dataset.Case;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.GraphPredictor;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Predictor;
import org.attunet.train.listener.CheckpointListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** The score of a validation, and in which mode the network takes it. */
class ValidatorTest {
    /** Foreground where a voxel is positive; a formula of each voxel alone is the same in whatever windows it is seen. */
    private static final Predictor POSITIVE = batch -> Nd4j.concat(1, batch.mul(0), batch);

    private static final Size SIZE = new Size(21, 14, 17);

    @TempDir
    private Path folder;

    private static Sample random(long seed) {
        Random random = new Random(seed);
        float[] image = new float[SIZE.voxels()];
        byte[] label = new byte[image.length];
        for (int n = 0; n < image.length; n++) {
            image[n] = (float) random.nextGaussian();
            label[n] = (byte) (random.nextInt(4) == 0 ? 1 : 0);
        }
        Geometry geometry = new Geometry(SIZE, Affine.diagonal(new Spacing(2, 2, 2), 0, 0, 0));
        return Sample.of(Volume.of(geometry, image), new Mask(geometry, label));
    }

    private static double dice(Sample sample) {
        long predicted = 0;
        long labelled = 0;
        long both = 0;
        Mask label = sample.label().orElseThrow();
        for (int n = 0; n < SIZE.voxels(); n++) {
            boolean found = sample.image().get(n) > 0;
            predicted += found ? 1 : 0;
            labelled += label.get(n);
            both += found ? label.get(n) : 0;
        }
        return 2.0 * both / (predicted + labelled);
    }

    private static Case named(String id) {
        return new Case(id, Path.of(id), Optional.empty());
    }

    /** As MONAI's {@code DiceMetric(include_background=False)} after a sliding window and argmax: the mean of the cases' Dice. */
    @Test
    void theScoreIsTheMeanDiceOfTheForegroundOverTheCases() {
        Map<String, Sample> samples = Map.of("a", random(1), "b", random(2));
        Validator validator = new Validator(
                List.of(named("a"), named("b")), c -> samples.get(c.id()), InferenceSettings.of(Size.cube(8)));
        assertThat(validator.score(POSITIVE, (done, total) -> {}))
                .isCloseTo((dice(random(1)) + dice(random(2))) / 2, within(1e-12));
    }

    /** Everything beyond the part that is looked at is background: what is labelled there is missed. */
    @Test
    void whatIsNotLookedAtIsBackground() {
        Box part = new Box(3, 2, 1, 17, 12, 15);
        Validator validator = new Validator(
                List.of(named("a")),
                c -> random(1),
                (c, grid) -> Optional.of(part),
                InferenceSettings.of(Size.cube(8)));
        Sample sample = random(1);
        float[] seen = sample.image().floats().clone();
        for (int n = 0; n < SIZE.voxels(); n++) {
            int i = n % SIZE.x();
            int j = n / SIZE.x() % SIZE.y();
            int k = n / SIZE.x() / SIZE.y();
            boolean inside = i >= 3 && i < 17 && j >= 2 && j < 12 && k >= 1 && k < 15;
            seen[n] = inside ? seen[n] : -1;
        }
        Sample expected = Sample.of(
                Volume.of(sample.image().geometry(), seen), sample.label().orElseThrow());

        assertThat(validator.score(POSITIVE, (done, total) -> {})).isCloseTo(dice(expected), within(1e-12));
    }

    /** The running statistics, and the moving average where there is one: what the saved model does is what was validated. */
    @Test
    void theSavedModelScoresWhatItsValidationSaid() {
        RunFolder run = new RunFolder(folder.resolve("tiny/run"));
        TrainingPlan plan =
                TinyRuns.in(folder).plan(new Recipe().with("epochs", 3).settings());
        new Trainer(plan, List.of(new CheckpointListener(run))).run();
        Checkpoint last = Checkpoint.read(run.last());
        assertThat(plan.validator().score(new GraphPredictor(last.model().graph(plan.backend())), (done, total) -> {}))
                .isEqualTo(last.state().history().get(2).validationDice());
    }
}

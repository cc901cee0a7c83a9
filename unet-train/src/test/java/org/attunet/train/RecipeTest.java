package org.attunet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.attunet.model.SettingsException;
import org.attunet.model.weights.Tensor;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each setting of a recipe does to the weights. */
class RecipeTest {
    private static final double RATE = 1e-3;

    @TempDir
    private static Path shared;

    private static TinyRuns runs;

    @BeforeAll
    static void makeData() {
        runs = TinyRuns.in(shared);
    }

    /** Nothing but Adam at a constant rate. */
    private static Recipe plain() {
        return new Recipe()
                .with("learningRate", RATE)
                .with("schedule", Schedule.CONSTANT)
                .with("warmUp", 0.0)
                .with("gradientClip", 0.0)
                .with("emaDecay", 0.0);
    }

    private static Trainer trained(TrainingPlan plan) {
        Trainer trainer = new Trainer(plan, List.of());
        trainer.run();
        return trainer;
    }

    private static Map<String, float[]> weights(Trainer trainer) {
        Map<String, float[]> weights = new TreeMap<>();
        trainer.graph()
                .parameters()
                .forEach((name, values) ->
                        weights.put(name, Tensor.of(values).values().clone()));
        return weights;
    }

    private static Map<String, float[]> initial(Recipe recipe) {
        return weights(new Trainer(runs.plan(recipe.settings()), List.of()));
    }

    private static boolean isTrained(String name) {
        return !name.contains("running_");
    }

    private static void forEachValue(
            Map<String, float[]> before, Map<String, float[]> after, BiConsumer<Double, Double> check) {
        before.forEach((name, values) -> {
            for (int n = 0; n < values.length && isTrained(name); n++) {
                check.accept((double) values[n], (double) after.get(name)[n]);
            }
        });
    }

    /** Without batch norm, which looks at a whole batch: five cases, two a step, at once or one after the other. */
    @Test
    void twoBatchesOfOneCaseMakeTheStepOfOneBatchOfTwo() {
        Trainer together = trained(
                runs.withoutBatchNorm(plain().with("epochs", 2).with("batch", 2).settings()));
        Trainer gathered = trained(runs.withoutBatchNorm(plain().with("epochs", 2)
                .with("batch", 1)
                .with("gradientAccumulation", 2)
                .settings()));
        assertThat(gathered.stepsPerEpoch()).isEqualTo(3);
        Map<String, float[]> expected = weights(together);
        // What a norm takes away again has a gradient of mere rounding, which Adam blows up to whole steps.
        expected.keySet().removeIf(name -> name.matches(".*conv\\d\\.bias"));
        // A tenth of one step of Adam, after six; sums in another order make a difference of rounding.
        forEachValue(
                expected, weights(gathered), (one, other) -> assertThat(other).isCloseTo(one, within(RATE / 10)));
    }

    /** A gradient that is nothing but decay moves each weight by the rate towards 0 in Adam's first step. */
    @Test
    void weightDecayPullsEveryWeightTowardsZero() {
        Recipe recipe = plain().with("batch", 5).with("weightDecay", 1e9);
        List<Integer> moved = new ArrayList<>();
        forEachValue(initial(recipe), weights(trained(runs.plan(recipe.settings()))), (before, after) -> {
            if (Math.abs(before) > 1e-4) {
                assertThat(after).isCloseTo(before - RATE * Math.signum(before), within(1e-6));
                moved.add(1);
            }
        });
        assertThat(moved).hasSizeGreaterThan(100);
    }

    /** What the optimiser is given in the first step. */
    private static double[] gradient(Recipe recipe) {
        Trainer trainer = new Trainer(runs.plan(recipe.settings()), List.of());
        double[][] seen = new double[1][];
        trainer.graph().addListeners(new BaseTrainingListener() {
            @Override
            public void onGradientCalculation(Model model) {
                seen[0] = model.getGradientsViewArray().dup().toDoubleVector();
            }

            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                // The gradient has been seen.
            }
        });
        trainer.run();
        return seen[0];
    }

    /**
     * As {@code clip_grad_norm_(parameters, 0.05)} and then {@code Adam(weight_decay=0.1)} do in PyTorch: {@code g · 0.05 / ‖g‖ + 0.1 w}.
     * What frozen blocks would have is in neither.
     */
    @Test
    void aGradientIsClippedBeforeItDecays() {
        Recipe frozen = plain().with("batch", 5).with("frozen", List.of("encoder1"));
        double[] raw = gradient(frozen);
        double norm = Math.sqrt(Arrays.stream(raw).map(g -> g * g).sum());
        assertThat(norm).isGreaterThan(0.05);
        double[] given = gradient(frozen.with("gradientClip", 0.05).with("weightDecay", 0.1));
        Trainer fresh = new Trainer(runs.plan(frozen.settings()), List.of());
        double[] weights = fresh.graph().params().dup().toDoubleVector();
        int moved = 0;
        for (int n = 0; n < raw.length; n++) {
            if (raw[n] != 0) {
                assertThat(given[n]).isCloseTo(raw[n] * 0.05 / norm + 0.1 * weights[n], within(1e-6));
                moved++;
            }
        }
        long frozenOrStatistics = fresh.graph().parameters().entrySet().stream()
                .filter(entry -> !isTrained(entry.getKey()) || entry.getKey().startsWith("encoder1."))
                .mapToLong(entry -> entry.getValue().length())
                .sum();
        assertThat(moved).isPositive().isLessThanOrEqualTo((int) (weights.length - frozenOrStatistics));
    }

    /** Clipped far below Adam's epsilon of 1e-8, a gradient moves nothing. */
    @Test
    void aGradientIsClippedToItsNorm() {
        Recipe recipe = plain().with("batch", 5).with("gradientClip", 1e-13);
        forEachValue(
                initial(recipe),
                weights(trained(runs.plan(recipe.settings()))),
                (before, after) -> assertThat(after).isCloseTo(before, within(RATE / 1000)));
    }

    @Test
    void frozenBlocksStayAsTheyAreToTheLastBit() {
        Recipe recipe = plain().with("frozen", List.of("encoder1", "gate1"))
                .with("weightDecay", 0.1)
                .with("emaDecay", 0.9);
        Map<String, float[]> before = initial(recipe);
        Trainer trainer = trained(runs.plan(recipe.settings()));
        Map<String, float[]> after = weights(trainer);
        before.keySet().stream().filter(RecipeTest::isTrained).forEach(name -> {
            if (name.startsWith("encoder1.") || name.startsWith("gate1.")) {
                assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
                assertThat(trainer.model().weights().get(name).values())
                        .as(name)
                        .isEqualTo(before.get(name));
            }
        });
        assertThat(after.get("encoder2.conv1.weight")).isNotEqualTo(before.get("encoder2.conv1.weight"));
        assertThat(after.get("decoder1.conv1.weight")).isNotEqualTo(before.get("decoder1.conv1.weight"));
    }

    @Test
    void aBlockThatIsNotThereCannotBeFrozen() {
        TrainingPlan plan =
                runs.plan(plain().with("frozen", List.of("encoder9")).settings());
        assertThatThrownBy(() -> new Trainer(plan, List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("encoder9", "encoder1", "bottleneck");
    }

    /** One step: the average is the decay's share of the first weights and the rest of the new ones. */
    @Test
    void theModelHoldsTheMovingAverage() {
        Recipe recipe = plain().with("batch", 5).with("emaDecay", 0.75);
        Map<String, float[]> before = initial(recipe);
        Trainer trainer = trained(runs.plan(recipe.settings()));
        float[] after = weights(trainer).get("bottleneck.conv1.weight");
        float[] average =
                trainer.model().weights().get("bottleneck.conv1.weight").values();
        for (int n = 0; n < after.length; n++) {
            assertThat((double) average[n])
                    .isCloseTo(0.75 * before.get("bottleneck.conv1.weight")[n] + 0.25 * after[n], within(1e-7));
        }
    }

    /** At a rate that moves nothing the first validation stays the best. */
    @Test
    void trainingStopsWhenValidationNoLongerImproves() {
        Recipe recipe = plain().with("epochs", 9).with("learningRate", 1e-30).with("patience", 2);
        TrainingState state = new Trainer(runs.withoutBatchNorm(recipe.settings()), List.of()).run();
        assertThat(state.epoch()).isEqualTo(3);
        assertThat(state.bestEpoch()).isEqualTo(1);
    }

    @Test
    void validationIsAsOftenAsWantedAndAtTheEnd() {
        Recipe recipe = plain().with("epochs", 5).with("validateEvery", 2);
        TrainingState state = new Trainer(runs.plan(recipe.settings()), List.of()).run();
        assertThat(state.history().stream().filter(EpochRecord::isValidated).map(EpochRecord::epoch))
                .containsExactly(2, 4, 5);
    }

    /** Parts of the time that steps take, with a little left over for what is neither. */
    @Test
    void theTimeOfAnEpochIsDividedUp() {
        Recipe recipe = plain().with("gradientAccumulation", 2);
        EpochRecord row = new Trainer(runs.plan(recipe.settings()), List.of())
                .run()
                .history()
                .get(0);
        assertThat(List.of(row.forwardSeconds(), row.backwardSeconds(), row.updateSeconds()))
                .allMatch(seconds -> seconds > 0);
        assertThat(row.dataSeconds() + row.forwardSeconds() + row.backwardSeconds() + row.updateSeconds())
                .isLessThanOrEqualTo(row.seconds());
    }
}

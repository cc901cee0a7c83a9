package org.attunet.experiments.gpucheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Statistic;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.TrainingJob;
import org.attunet.train.EpochRecord;

/**
 * Experiments on phantoms for some minutes each, scored on cases that were held out. How many epochs these minutes are is found out by
 * a short run before, so that a rate that falls over all epochs falls to its end.
 */
final class TrainCheck implements SectionCheck {
    private static final List<String> EXPERIMENTS = List.of("baseline", "best");
    /** The first epoch also prepares the cases and finds out how to compute. */
    private static final int PROBED = 3;

    private static final int STEPS = 3;

    @Override
    public List<Row> run(CheckContext context, Progress progress) {
        Trials trials = Trials.on(context.workload().trained(), context);
        List<Row> rows = new ArrayList<>();
        int all = EXPERIMENTS.size() * STEPS;
        for (String name : EXPERIMENTS) {
            int done = rows.size() * STEPS;
            int epochs = epochs(trials, name);
            progress.at(done + 1, all);
            TrainingJob job = trials.begin(experiment(trials, name, epochs));
            List<EpochRecord> history = job.run().history();
            progress.at(done + 2, all);
            rows.add(row(trials, job, history));
            progress.at(done + STEPS, all);
        }
        return rows;
    }

    private static Experiment experiment(Trials trials, String name, int epochs) {
        List<String> settings = new ArrayList<>(trials.context().workload().trainedSettings());
        settings.add("training.epochs=" + epochs);
        settings.add("training.validate-every=" + epochs);
        return trials.experiment(name, settings);
    }

    private static int epochs(Trials trials, String name) {
        List<EpochRecord> history =
                trials.begin(experiment(trials, name, PROBED)).run().history();
        double seconds = history.stream()
                .skip(1)
                .mapToDouble(EpochRecord::seconds)
                .average()
                .orElseThrow();
        return (int) Math.max(1, Math.round(60 * trials.context().minutes() / seconds));
    }

    private static Row row(Trials trials, TrainingJob job, List<EpochRecord> history) {
        Experiment experiment = job.experiment();
        Statistic dice = dice(trials, job);
        double seconds = history.stream().mapToDouble(EpochRecord::seconds).sum();
        double waiting = history.stream().mapToDouble(EpochRecord::dataSeconds).sum() / seconds;
        int cases = trials.data().cases("train").size();
        int batch = Math.min(experiment.training().batch(), cases);
        long steps = (long) history.size() * ((cases + batch - 1) / batch);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("dice", dice.mean());
        figures.put("dice_sd", dice.sd());
        figures.put("epochs", (double) history.size());
        figures.put("steps", (double) steps);
        figures.put("seconds", seconds);
        figures.put("step_ms", seconds / steps * 1e3);
        figures.put("waiting_for_data", waiting);
        String numbers =
                trials.context().backend().at(experiment.training().precision()).numbers();
        String found = String.format(
                Locale.ROOT,
                "Dice %.3f ± %.3f on %d held out, %d steps of %.1f ms in %.0f s, %.0f %% waiting for data",
                dice.mean(),
                dice.sd(),
                dice.n(),
                steps,
                seconds / steps * 1e3,
                seconds,
                100 * waiting);
        return Row.measured(experiment.name() + ", " + numbers, found, figures);
    }

    private static Statistic dice(Trials trials, TrainingJob job) {
        Path kept = trials.context().out().resolve(job.experiment().name());
        EvaluationJob evaluation = new EvaluationJob(
                job.folder().best(),
                trials.data().dataset().settings(),
                Progress.NONE,
                trials.context().backend());
        Statistic dice =
                evaluation.run("test", trials.data().labelled("test"), kept).of(Metric.DICE);
        try {
            Files.copy(job.folder().history(), kept.resolve("history.csv"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(job.folder().experiment(), kept.resolve("experiment.yaml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dice;
    }
}

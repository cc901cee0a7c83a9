package org.attunet.experiments.gpucheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.attunet.eval.inference.Progress;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.settings.Names;
import org.attunet.model.engine.PrecisionChoice;
import org.attunet.train.Checkpoint;
import org.attunet.train.RunFolder;

/**
 * Two short trainings of one experiment: one without a stop, one stopped halfway and resumed by another process, which has to find its way
 * of computing afresh. Parameters and moments must be the same bits.
 */
final class ResumeCheck implements SectionCheck {
    private static final String EXPERIMENT = "baseline";
    private static final int EPOCHS = 4;

    @Override
    public List<Row> run(CheckContext context, Progress progress) {
        Trials trials = Trials.on(context.workload().resumed(), context);
        List<Row> rows = new ArrayList<>();
        List<PrecisionChoice> precisions = context.precisions();
        for (PrecisionChoice precision : precisions) {
            rows.add(compared(trials, precision));
            progress.at(rows.size(), precisions.size());
        }
        return rows;
    }

    private static Row compared(Trials trials, PrecisionChoice precision) {
        List<String> settings = new ArrayList<>(trials.context().workload().resumedSettings());
        settings.add("training.epochs=" + EPOCHS);
        settings.add("training.validate-every=" + EPOCHS);
        settings.add("training.precision=" + Names.kebab(precision));
        Experiment experiment = trials.experiment(EXPERIMENT, settings);
        var straight = trials.begin(experiment);
        straight.run();
        var stopped = trials.begin(experiment);
        stopped.run(EPOCHS / 2);
        String name = EXPERIMENT + ", " + Names.kebab(precision);
        int code = resume(trials, stopped.folder(), settings);
        if (code != 0) {
            return Row.failed(name, "the process that resumes the run ended with exit code " + code);
        }
        long differing = differing(straight.folder(), stopped.folder());
        return Row.held(name, differing + " numbers differ once resumed", "0", differing == 0);
    }

    private static int resume(Trials trials, RunFolder run, List<String> settings) {
        CheckContext context = trials.context();
        List<String> command = new ArrayList<>(context.program());
        command.addAll(List.of("train", "--experiment", EXPERIMENT, "--resume=" + run.path()));
        command.addAll(List.of("--scale", Names.kebab(context.workload().scale())));
        command.addAll(List.of("--data", trials.folder().toString()));
        command.addAll(List.of("--runs", trials.runs().root().toString()));
        command.addAll(context.backendOptions());
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a run was resumed", e);
        }
    }

    private static long differing(RunFolder one, RunFolder other) {
        Checkpoint a = Checkpoint.read(one.last());
        Checkpoint b = Checkpoint.read(other.last());
        return differing(a.parameters().values(), b.parameters().values())
                + differing(a.moments().values(), b.moments().values());
    }

    /** Numbers whose bits are not the same. */
    static long differing(float[] a, float[] b) {
        long count = Math.abs(a.length - b.length);
        for (int n = 0; n < Math.min(a.length, b.length); n++) {
            count += Float.floatToRawIntBits(a[n]) == Float.floatToRawIntBits(b[n]) ? 0 : 1;
        }
        return count;
    }
}

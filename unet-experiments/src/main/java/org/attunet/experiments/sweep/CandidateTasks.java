package org.attunet.experiments.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.attunet.data.Finding;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.sweep.SweepRow.State;
import org.attunet.train.InterruptedTrainingException;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns Arbiter's candidates into runs. One that fails becomes a row with its error, and the sweep goes on. */
@SuppressWarnings("rawtypes") // Arbiter's own signatures
final class CandidateTasks implements TaskCreator {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateTasks.class);

    private final SweepFile file;
    private final SweepContext context;
    private final List<Finding> found;
    private final int classes;
    private final Consumer<SweepRow> rows;
    private final SweepAbort abort;
    private final Map<Trial, CompletableFuture<SweepRow>> tried = new ConcurrentHashMap<>();

    /**
     * Tasks of one sweep.
     *
     * @param found what the check of the data noted
     * @param classes number of classes that the labels were checked for
     * @param rows receives what becomes of each; where that fails, the sweep breaks down
     */
    CandidateTasks(
            SweepFile file,
            SweepContext context,
            List<Finding> found,
            int classes,
            Consumer<SweepRow> rows,
            SweepAbort abort) {
        this.abort = abort;
        this.file = file;
        this.context = context;
        this.found = found;
        this.classes = classes;
        this.rows = rows;
    }

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            Class<? extends DataSource> source,
            Properties properties,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return () -> {
            try {
                Trial trial = (Trial) candidate.getValue();
                String name = name(trial, candidate.getIndex());
                CandidateInfo info = info(candidate);
                listeners.forEach(listener -> listener.onCandidateStatusChange(info, runner, null));
                SweepRow begun = SweepRow.running(name, trial);
                rows.accept(begun);
                OptimizationResult result = attempt(candidate, trial, begun, info, data(source, properties), score);
                listeners.forEach(listener -> listener.onCandidateStatusChange(info, runner, result));
                return result;
            } catch (RuntimeException | Error failure) {
                abort.because(failure);
                throw failure;
            }
        };
    }

    private OptimizationResult attempt(
            Candidate<?> candidate,
            Trial trial,
            SweepRow begun,
            CandidateInfo info,
            DataSource data,
            ScoreFunction score) {
        SweepRow ended = ended(trial, begun, data);
        rows.accept(ended);
        info.setEndTime(System.currentTimeMillis());
        if (!ended.error().isEmpty()) {
            info.setCandidateStatus(CandidateStatus.Failed);
            info.setExceptionStackTrace(ended.error());
            return new OptimizationResult(candidate, null, candidate.getIndex(), null, info, null);
        }
        double dice = score.score(ended, SweepData.class, null);
        info.setScore(dice);
        info.setCandidateStatus(CandidateStatus.Complete);
        return new OptimizationResult(candidate, dice, candidate.getIndex(), null, info, null);
    }

    /** Its row, whatever comes of it. */
    private SweepRow ended(Trial trial, SweepRow begun, DataSource data) {
        long start = System.nanoTime();
        try {
            return row(trial, begun.name(), ((RunData) data.trainData()).noting(found));
        } catch (RuntimeException | Error failure) {
            State how = failure instanceof InterruptedTrainingException ? State.INTERRUPTED : State.FAILED;
            String message = message(failure);
            LOG.error("candidate {} {}: {}", begun.name(), how.name().toLowerCase(Locale.ROOT), message);
            LOG.debug("candidate {}", begun.name(), failure);
            return begun.ended(how, message, (System.nanoTime() - start) / 60e9);
        }
    }

    /** The same settings a second time, as a search proposes them, are the same run; one that failed is tried again. */
    private SweepRow row(Trial trial, String name, RunData data) {
        CompletableFuture<SweepRow> ours = new CompletableFuture<>();
        CompletableFuture<SweepRow> before = tried.putIfAbsent(trial.named(""), ours);
        if (before != null) {
            return joined(before).again(name);
        }
        try {
            SweepRow row = new CandidateRun(file, context, name, trial).run(data, classes);
            ours.complete(row);
            return row;
        } catch (RuntimeException | Error failure) {
            tried.remove(trial.named(""));
            ours.completeExceptionally(failure);
            throw failure;
        }
    }

    private static SweepRow joined(CompletableFuture<SweepRow> before) {
        try {
            return before.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** On one line; errors of the machine do not say what they are. */
    static String message(Throwable failure) {
        String text =
                failure.getMessage() == null ? "" : failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        String type = failure.getClass().getSimpleName();
        if (text.isEmpty()) {
            return type;
        }
        return failure instanceof Error ? type + ": " + text : text;
    }

    private String name(Trial trial, int index) {
        return trial.name().isEmpty() ? Generators.name(file.sweep(), index) : trial.name();
    }

    private static CandidateInfo info(Candidate<?> candidate) {
        long now = System.currentTimeMillis();
        return new CandidateInfo(
                candidate.getIndex(),
                CandidateStatus.Running,
                null,
                now,
                now,
                null,
                candidate.getFlatParameters(),
                null);
    }

    private static DataSource data(Class<? extends DataSource> source, Properties properties)
            throws ReflectiveOperationException {
        DataSource data = source.getDeclaredConstructor().newInstance();
        data.configure(properties);
        return data;
    }

    @Override
    @Deprecated
    public Callable<OptimizationResult> create(
            Candidate candidate,
            DataProvider provider,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        throw new UnsupportedOperationException("data come from a data source");
    }
}

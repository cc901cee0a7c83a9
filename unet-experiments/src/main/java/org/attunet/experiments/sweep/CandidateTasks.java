package org.attunet.experiments.sweep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
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
    private final SweepPlace place;
    private final List<Finding> found;
    private final Consumer<SweepRow> rows;

    /** {@code found}: what the check of the data noted. */
    CandidateTasks(SweepFile file, SweepPlace place, List<Finding> found, Consumer<SweepRow> rows) {
        this.file = file;
        this.place = place;
        this.found = found;
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
            Trial trial = (Trial) candidate.getValue();
            String name = name(trial, candidate.getIndex());
            CandidateInfo info = info(candidate);
            listeners.forEach(listener -> listener.onCandidateStatusChange(info, runner, null));
            SweepRow begun = SweepRow.running(name, trial);
            rows.accept(begun);
            OptimizationResult result = attempt(candidate, trial, begun, info, data(source, properties), score);
            listeners.forEach(listener -> listener.onCandidateStatusChange(info, runner, result));
            return result;
        };
    }

    private OptimizationResult attempt(
            Candidate<?> candidate,
            Trial trial,
            SweepRow begun,
            CandidateInfo info,
            DataSource data,
            ScoreFunction score) {
        long start = System.nanoTime();
        try {
            SweepRow row =
                    new CandidateRun(file, place, begun.name(), trial).run(((RunData) data.trainData()).noting(found));
            rows.accept(row);
            double dice = score.score(row.run().orElseThrow(), SweepData.class, null);
            info.setScore(dice);
            info.setCandidateStatus(CandidateStatus.Complete);
            return new OptimizationResult(candidate, dice, candidate.getIndex(), null, info, null);
        } catch (RuntimeException | Error failure) {
            State how = failure instanceof InterruptedTrainingException ? State.INTERRUPTED : State.FAILED;
            LOG.error("candidate {} {}: {}", begun.name(), how.name().toLowerCase(Locale.ROOT), failure.getMessage());
            LOG.debug("candidate {}", begun.name(), failure);
            rows.accept(begun.ended(how, String.valueOf(failure.getMessage()), (System.nanoTime() - start) / 60e9));
            info.setCandidateStatus(CandidateStatus.Failed);
            info.setExceptionStackTrace(trace(failure));
            return new OptimizationResult(candidate, null, candidate.getIndex(), null, info, null);
        } finally {
            info.setEndTime(System.currentTimeMillis());
        }
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

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
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

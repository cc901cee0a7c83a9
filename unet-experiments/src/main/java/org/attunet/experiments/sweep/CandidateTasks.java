package org.attunet.experiments.sweep;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
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

/**
 * Makes Arbiter's tasks. A candidate that fails is a result with its error, and the sweep goes on; one that is interrupted ends the
 * sweep.
 */
@SuppressWarnings({"rawtypes", "deprecation"}) // as Arbiter's interface is
final class CandidateTasks implements TaskCreator {
    private final ExperimentTask task;

    CandidateTasks(ExperimentTask task) {
        this.task = task;
    }

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            Class<? extends DataSource> source,
            Properties properties,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return () -> run(candidate, source, properties, score, listeners, runner);
    }

    @Override
    public Callable<OptimizationResult> create(
            Candidate candidate,
            DataProvider provider,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        return create(candidate, (Class<? extends DataSource>) null, null, score, listeners, runner);
    }

    private OptimizationResult run(
            Candidate<?> candidate,
            Class<? extends DataSource> source,
            Properties properties,
            ScoreFunction score,
            List<StatusListener> listeners,
            IOptimizationRunner runner) {
        long start = System.currentTimeMillis();
        CandidateInfo info = new CandidateInfo(
                candidate.getIndex(),
                CandidateStatus.Running,
                null,
                start,
                start,
                null,
                candidate.getFlatParameters(),
                null);
        listeners.forEach(listener -> listener.onCandidateStatusChange(info, runner, null));
        OptimizationResult result;
        try {
            double dice = score.score(task.run((String) candidate.getValue()), source, properties);
            info.setScore(dice);
            info.setCandidateStatus(CandidateStatus.Complete);
            result = new OptimizationResult(candidate, dice, candidate.getIndex(), Map.of(), info, null);
        } catch (RuntimeException | OutOfMemoryError e) {
            task.failed((String) candidate.getValue(), e);
            info.setCandidateStatus(CandidateStatus.Failed);
            info.setExceptionStackTrace(trace(e));
            result = new OptimizationResult(candidate, null, candidate.getIndex(), null, info, null);
        }
        info.setEndTime(System.currentTimeMillis());
        OptimizationResult reported = result;
        listeners.forEach(listener -> listener.onCandidateStatusChange(info, runner, reported));
        return result;
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

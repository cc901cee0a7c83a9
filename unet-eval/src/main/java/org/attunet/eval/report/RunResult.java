package org.attunet.eval.report;

import java.nio.file.Path;
import java.util.List;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;

/**
 * A run that was evaluated.
 *
 * @param experiment the experiment's name
 * @param run the run's id
 * @param folder the run's folder
 * @param notes what it was scored on and how that was split, as far as the run says so
 * @param summary of its scores
 * @param cases the scores themselves
 */
public record RunResult(
        String experiment, String run, Path folder, RunNotes notes, Summary summary, List<Scores> cases) {
    /** Keeps its own copy. */
    public RunResult {
        cases = List.copyOf(cases);
    }

    /** Experiment and run. */
    public String name() {
        return experiment + "/" + run;
    }
}

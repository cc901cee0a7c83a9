package org.attunet.train.listener;

import java.util.Collection;
import java.util.List;
import org.attunet.model.network.NetworkPlans;
import org.attunet.train.EpochRecord;
import org.attunet.train.TrainingRun;
import org.attunet.train.TrainingState;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;

/**
 * DL4J's reports, which count from the start of their process, as reports of the whole run: one that was stopped and goes on has the
 * updates and the time of before, too. Parameters are what {@link NetworkPlans#parameterCount} counts; DL4J counts running statistics as
 * well, and nothing of gates and supervised heads.
 *
 * @param parameters trainable ones
 * @param steps done before this process
 * @param milliseconds the whole epochs before it took, validation included
 */
record WholeRunReports(long parameters, long steps, long milliseconds) {
    /** For a run that begins, or goes on, in this state. */
    static WholeRunReports of(TrainingRun run, TrainingState state) {
        double seconds = state.history().stream()
                .mapToDouble((EpochRecord epoch) -> epoch.seconds() + epoch.validationSeconds())
                .sum();
        return new WholeRunReports(
                NetworkPlans.parameterCount(run.model().network()),
                (long) state.epoch() * run.stepsPerEpoch() + state.step(),
                Math.round(1000 * seconds));
    }

    /** The same report, corrected. */
    <T extends Persistable> T of(T report) {
        if (report instanceof SbeStatsInitializationReport first) {
            first.setModelNumParams(parameters);
        } else if (report instanceof SbeStatsReport update) {
            update.setTotalMinibatches(steps + update.getTotalMinibatches());
            update.setTotalRuntimeMs(milliseconds + update.getTotalRuntimeMs());
        }
        return report;
    }

    /** The same of several. */
    <T extends Persistable> List<T> of(Collection<T> reports) {
        return reports.stream().map(report -> of(report)).toList();
    }
}

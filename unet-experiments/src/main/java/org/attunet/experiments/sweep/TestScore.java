package org.attunet.experiments.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.Statistic;
import org.attunet.eval.metric.SummaryJson;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.experiments.run.EvaluationJob;
import org.attunet.experiments.run.RunData;
import org.attunet.model.engine.Backend;
import org.attunet.train.RunFolder;

/** Dice of a finished run on the test cases. */
final class TestScore {
    private TestScore() {}

    /** As it was measured before, else now, with everything that an evaluation leaves in the run's folder. */
    static Statistic of(RunFolder run, RunData data, Progress progress, Backend backend) {
        Path before = new EvaluationFolder(run.evaluation()).summary();
        return (Files.exists(before)
                        ? SummaryJson.read(before)
                        : new EvaluationJob(run.best(), data.dataset().settings(), progress, backend)
                                .run("test", data.labelled("test"), run.evaluation()))
                .of(Metric.DICE);
    }
}

package org.attunet.experiments.sweep;

import java.nio.file.Path;
import org.attunet.experiments.run.Provenance;
import org.attunet.experiments.run.RunData;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;
import org.attunet.train.RunFolder;

/**
 * Scores the candidate that a search has chosen on the test cases.
 *
 * @param title what it is called
 * @param run the folder of its run
 * @param data the dataset's folder
 */
record TestScoreTask(String title, String run, String data) implements Task<Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public Double run(TaskContext context) {
        RunFolder folder = new RunFolder(Path.of(run));
        RunData cases =
                RunData.openAny(Path.of(data)).withSplit(Provenance.read(folder).split());
        return TestScore.of(folder, cases, context.cases(), context.backend()).mean();
    }
}

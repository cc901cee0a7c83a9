package org.attunet.experiments.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attunet.data.Finding;
import org.attunet.data.dataset.DatasetFolder;
import org.attunet.data.dataset.Split;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;
import org.attunet.train.RunFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains and scores one fold of a cross-validation, as far as that has not been done.
 *
 * @param folder of the cross-validation
 * @param number of the fold, from 1
 * @param of how many folds
 * @param experiment as YAML
 * @param data the dataset's folder
 * @param findings what was found in its cases and could be used all the same
 */
record FoldTask(String folder, int number, int of, String experiment, String data, ArrayList<Finding> findings)
        implements Task<Boolean> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FoldTask.class);

    @Override
    public String title() {
        return "fold " + number;
    }

    @Override
    public Boolean run(TaskContext context) {
        LOG.info("fold {} of {}", number, of);
        RunFolder all = new RunFolder(Path.of(folder));
        all.requireThere();
        List<Split> folds = CrossValidation.folds(all.path());
        RunData fold = new RunData(DatasetFolder.open(Path.of(data)), folds.get(number - 1))
                .withSplit(folds.get(number - 1))
                .noting(findings);
        Experiment wanted = Experiments.read(experiment);
        RunFolder run = all.fold(number);
        train(wanted, fold, run, context);
        score(fold, run, context);
        return true;
    }

    private void train(Experiment wanted, RunData fold, RunFolder run, TaskContext context) {
        boolean begun = Files.exists(run.provenance());
        if (begun) {
            RunStart.requireSame(wanted, fold, run);
        }
        boolean trained = begun
                && Provenance.read(run).outcome().isFinished(wanted.training().epochs());
        if (!trained) {
            new RunFolder(Path.of(folder)).requireThere();
            run.make();
            new TrainingJob(wanted, fold, run, RunContext.of(context)).run();
        }
    }

    private static void score(RunData fold, RunFolder run, TaskContext context) {
        if (!Files.exists(new EvaluationFolder(run.evaluation()).summary())) {
            run.requireThere();
            new EvaluationJob(run.best(), fold.dataset().settings(), context.cases(), context.backend())
                    .run("test", fold.labelled("test"), run.evaluation());
        }
    }
}

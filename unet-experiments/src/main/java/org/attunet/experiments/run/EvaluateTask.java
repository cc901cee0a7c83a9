package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.Dataset;
import org.attunet.eval.report.CaseResult;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.experiments.task.Spares;
import org.attunet.experiments.task.Task;
import org.attunet.experiments.task.TaskContext;
import org.attunet.model.engine.Backend;

/**
 * Predicts and scores one case, and writes what is kept of it.
 *
 * @param order what it has in common with others
 * @param title the case's id
 */
record EvaluateTask(EvaluateOrder order, String title) implements Task<CaseResult> {
    private static final long serialVersionUID = 1L;

    /** What tasks of an order share in a process. */
    private record Share(Dataset dataset, EvaluatedModel model, Spares<ModelEvaluation> evaluations) {
        static Share of(EvaluateOrder order) {
            Dataset dataset = order.dataset();
            return new Share(dataset, order.model(dataset), new Spares<>());
        }

        ModelEvaluation evaluation(Backend backend) {
            model.requireMemory(backend);
            return model.evaluation(backend);
        }
    }

    @Override
    public CaseResult run(TaskContext context) {
        Share share = context.shared(order, Share.class, () -> Share.of(order));
        Case source = share.dataset.cases(List.of(title)).get(0);
        EvaluationFolder folder = new EvaluationFolder(Path.of(order.out()));
        Backend backend = context.backend();
        return share.evaluations.with(
                () -> share.evaluation(backend),
                evaluation -> evaluation.evaluate(source, folder, context.windows(title)));
    }
}

package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.Dataset;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.Unseen;
import org.attunet.eval.report.CaseResult;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.experiments.task.SideBySide;
import org.attunet.experiments.task.TaskExecutor;
import org.attunet.model.network.NetworkPlans;

/**
 * Predicts and scores cases as {@link EvaluationJob} does, a task each, wherever these run.
 *
 * @param order what they have in common
 * @param accepted what of the model's training the cases may go beyond
 * @param executor runs them
 */
public record EvaluationTasks(EvaluateOrder order, Set<Unseen> accepted, TaskExecutor executor) {
    /**
     * Scores the cases and writes the evaluation.
     *
     * @throws DataException before any work, naming every case that the model's training does not cover
     */
    public Outcome score(Dataset dataset, String split, List<Case> cases) {
        EvaluatedModel model = order.model(dataset);
        List<Finding> covered = model.covered(cases, accepted);
        EvaluationFolder folder = new EvaluationFolder(Path.of(order.out()));
        ModelEvaluation.begin(cases, folder);
        List<CaseResult> results = SideBySide.all(
                executor,
                cases.stream().map(one -> new EvaluateTask(order, one.id())).toList());
        return EvaluatedModel.whole(
                covered, ModelEvaluation.end(split, results, gates(model.members()), folder), folder);
    }

    /** Those of one model: an ensemble's attention is nobody's. */
    private static List<String> gates(List<Model> members) {
        return members.size() == 1 ? NetworkPlans.gates(members.get(0).network()) : List.of();
    }
}

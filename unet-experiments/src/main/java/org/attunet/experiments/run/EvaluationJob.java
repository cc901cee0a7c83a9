package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Unseen;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.model.engine.Backend;

/**
 * Predicts and scores cases with a trained model.
 *
 * @param models the model's file, or those of several that vote
 * @param settings of the dataset
 * @param progress receives how far it is
 * @param shown how it is shown images, where that is changed: {@code inference.NAME=value} each
 * @param accepted what of the model's training the cases may go beyond
 * @param backend what computes
 */
public record EvaluationJob(
        List<Path> models,
        DatasetSettings settings,
        Progress progress,
        List<String> shown,
        Set<Unseen> accepted,
        Backend backend) {
    /** Of a model as it was trained, by whoever trained it: what its training does not cover is a warning. */
    public EvaluationJob(Path model, DatasetSettings settings, Progress progress, Backend backend) {
        this(List.of(model), settings, progress, List.of(), Set.of(Unseen.values()), backend);
    }

    /**
     * Scores the cases and writes the evaluation.
     *
     * @throws DataException before any work, naming every case that the model's training does not cover
     */
    public Summary run(String split, List<Case> cases, Path out) {
        return score(split, cases, out).summary();
    }

    /** The same, with what was odd about the cases or their masks, which is logged as well. */
    public Outcome score(String split, List<Case> cases, Path out) {
        EvaluatedModel evaluated = EvaluatedModel.read(models, shown, settings);
        evaluated.requireMemory(backend);
        List<Finding> covered = evaluated.covered(cases, accepted);
        EvaluationFolder folder = new EvaluationFolder(out);
        Outcome scored = evaluated.evaluation(backend).run(split, cases, folder, progress);
        return EvaluatedModel.whole(covered, scored, folder);
    }
}

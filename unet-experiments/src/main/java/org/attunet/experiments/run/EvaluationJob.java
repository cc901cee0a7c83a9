package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.experiments.experiment.Experiments;

/**
 * Predicts and scores cases with a trained model.
 *
 * @param model the model's file
 * @param settings of the dataset
 * @param progress told how far it is
 * @param shown how it is shown images, where that is changed: {@code inference.NAME=value} each
 */
public record EvaluationJob(Path model, DatasetSettings settings, Progress progress, List<String> shown) {
    /** The class that is scored: the organ. */
    private static final int ORGAN = 1;

    /** Of a model as it was trained. */
    public EvaluationJob(Path model, DatasetSettings settings, Progress progress) {
        this(model, settings, progress, List.of());
    }

    /** Scores the cases and writes the evaluation. */
    public Summary run(String split, List<Case> cases, Path out) {
        Model trained = ModelFile.read(model);
        Model read = trained.shown(Experiments.shown(trained.inference(), shown));
        MemoryCheck.ofThisProcess().requireInference("evaluating " + read.name(), read.network(), read.inference());
        ModelEvaluation evaluation = new ModelEvaluation(
                new CaseReader(settings), read.segmenter(), UnaryOperator.identity(), new Scorer(ORGAN));
        return evaluation.run(split, cases, new EvaluationFolder(out), progress);
    }
}

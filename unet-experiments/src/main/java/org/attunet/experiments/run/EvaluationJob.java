package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.dataset.DatasetSettings;
import org.attunet.eval.inference.Coverage;
import org.attunet.eval.inference.EnsembleSegmenter;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.inference.Unseen;
import org.attunet.eval.metric.EmptyMasks;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.model.engine.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

    /** The class that is scored: the organ. */
    private static final int ORGAN = 1;

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
        List<Model> members = models.stream()
                .flatMap(model -> ModelFile.readAll(model).stream())
                .map(member -> CoarseModels.shown(member, shown))
                .toList();
        members.forEach(member -> MemoryCheck.requireInference("evaluating " + member.name(), member, backend));
        List<Finding> findings = new ArrayList<>();
        members.forEach(member -> findings.addAll(covered(member, cases)));
        log(findings);
        ModelEvaluation evaluation = new ModelEvaluation(
                new CaseReader(settings),
                segmenter(members),
                UnaryOperator.identity(),
                new Scorer(ORGAN),
                members.size() == 1 ? Optional.of(members.get(0).attentionMapper(backend)) : Optional.empty());
        EvaluationFolder folder = new EvaluationFolder(out);
        Outcome scored = evaluation.run(split, cases, folder, progress);
        log(scored.findings());
        findings.addAll(scored.findings());
        List<Finding> empty =
                EmptyMasks.among(PerCaseCsv.read(folder.perCase())).stream().toList();
        log(empty);
        findings.addAll(empty);
        return new Outcome(scored.summary(), findings);
    }

    private Segmenter segmenter(List<Model> members) {
        List<Segmenter> segmenters = new ArrayList<>();
        members.forEach(member -> segmenters.add(member.segmenter(backend)));
        return segmenters.size() == 1 ? segmenters.get(0) : new EnsembleSegmenter(segmenters);
    }

    private List<Finding> covered(Model trained, List<Case> cases) {
        Coverage coverage = Coverage.of(trained, accepted);
        List<Finding> odd = new ArrayList<>(coverage.begin(Set.of()));
        List<String> refused = new ArrayList<>();
        CaseReader reader = new CaseReader(settings);
        for (Case source : cases) {
            try {
                coverage.scan(source.id(), reader.geometry(source))
                        .forEach(finding -> odd.add(finding.in(source.id())));
            } catch (DataException e) {
                refused.add(e.getMessage());
            }
        }
        if (!refused.isEmpty()) {
            throw new DataException(String.join("\n  ", refused));
        }
        return odd;
    }

    private static void log(List<Finding> findings) {
        findings.forEach(finding -> LOG.warn(
                "{}{} [{}]",
                finding.caseId() == null ? "" : finding.caseId() + ": ",
                finding.message(),
                finding.code()));
    }
}

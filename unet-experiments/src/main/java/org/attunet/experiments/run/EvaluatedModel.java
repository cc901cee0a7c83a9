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
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.inference.Unseen;
import org.attunet.eval.metric.EmptyMasks;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.eval.report.MaskEvaluation.Outcome;
import org.attunet.eval.report.ModelEvaluation;
import org.attunet.model.engine.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is scored, before it is settled what computes it.
 *
 * @param members it alone, or those of an ensemble
 * @param settings of the dataset
 */
record EvaluatedModel(List<Model> members, DatasetSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationJob.class);

    /** The class that is scored: the organ. */
    private static final int ORGAN = 1;

    /** Keeps its own copy. */
    EvaluatedModel {
        members = List.copyOf(members);
    }

    /**
     * Reads it.
     *
     * @param shown how it is shown images, where that is changed: {@code inference.NAME=value} each
     */
    static EvaluatedModel read(List<Path> files, List<String> shown, DatasetSettings settings) {
        List<Model> members = files.stream()
                .flatMap(file -> ModelFile.readAll(file).stream())
                .map(member -> CoarseModels.shown(member, shown))
                .toList();
        return new EvaluatedModel(members, settings);
    }

    /** Passes where its work fits into memory. */
    void requireMemory(Backend backend) {
        members.forEach(member -> MemoryCheck.requireInference("evaluating " + member.name(), member, backend));
    }

    /** Of these cases, computed there, which is logged with each member's precision. */
    ModelEvaluation evaluation(Backend backend) {
        members.forEach(member -> LOG.info(
                "{}: {}", member.name(), backend.inferring(member.inference().precision())));
        return new ModelEvaluation(
                new CaseReader(settings),
                segmenter(backend),
                UnaryOperator.identity(),
                new Scorer(ORGAN),
                members.size() == 1 ? Optional.of(members.get(0).attentionMapper(backend)) : Optional.empty());
    }

    private Segmenter segmenter(Backend backend) {
        List<Segmenter> segmenters = new ArrayList<>();
        members.forEach(member -> segmenters.add(member.segmenter(backend)));
        return segmenters.size() == 1 ? segmenters.get(0) : new EnsembleSegmenter(segmenters);
    }

    /**
     * What of the cases its training does not cover and is accepted; logged as well.
     *
     * @throws DataException naming every case that is not
     */
    List<Finding> covered(List<Case> cases, Set<Unseen> accepted) {
        List<Finding> findings = new ArrayList<>();
        members.forEach(member -> findings.addAll(covered(member, cases, accepted)));
        log(findings);
        return findings;
    }

    private List<Finding> covered(Model trained, List<Case> cases, Set<Unseen> accepted) {
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

    /** The scores, with what was odd about cases, masks and all of them together; what is new is logged. */
    static Outcome whole(List<Finding> covered, Outcome scored, EvaluationFolder folder) {
        log(scored.findings());
        List<Finding> empty =
                EmptyMasks.among(PerCaseCsv.read(folder.perCase())).stream().toList();
        log(empty);
        List<Finding> findings = new ArrayList<>(covered);
        findings.addAll(scored.findings());
        findings.addAll(empty);
        return new Outcome(scored.summary(), findings);
    }

    private static void log(List<Finding> findings) {
        findings.forEach(finding -> LOG.warn(
                "{}{} [{}]",
                finding.caseId() == null ? "" : finding.caseId() + ": ",
                finding.message(),
                finding.code()));
    }
}

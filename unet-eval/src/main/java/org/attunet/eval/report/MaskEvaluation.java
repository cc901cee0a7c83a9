package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.GivenMask;
import org.attunet.data.nifti.AffineSource;
import org.attunet.data.volume.Mask;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.EmptyMasks;
import org.attunet.eval.metric.ErrorsByDistance;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;
import org.attunet.eval.report.GivenCase.Known;

/**
 * Scores masks of any program against labels: the same scores, the same files. A mask whose axes are in another order than its
 * label's, or reversed, is put in the label's order; values are read as the origin's map says.
 *
 * @param scorer which label counts
 * @param origin where the masks come from
 * @param prefer which of a mask's two header forms counts where they disagree
 */
public record MaskEvaluation(Scorer scorer, MaskOrigin origin, Optional<AffineSource> prefer) {
    /**
     * What came out.
     *
     * @param summary of the scores
     * @param findings what was odd about the masks and could be scored all the same
     */
    public record Outcome(Summary summary, List<Finding> findings) {
        /** Keeps its own copy. */
        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Scores every mask and writes the result; every mask that cannot be scored is named in one error.
     *
     * @param noted what is known of the set before
     */
    public Outcome run(List<GivenCase> cases, List<Finding> noted, EvaluationFolder folder, Progress progress) {
        List<Scores> scores = new ArrayList<>();
        List<ErrorsByDistance> errors = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(noted);
        MaskValues values = new MaskValues(scorer.label(), origin.map());
        boolean wasThere = folder.isThere();
        for (GivenCase given : cases) {
            try {
                Masks masks = read(given);
                values.add(masks.given(), masks.pair().label());
                masks.given().findings().forEach(finding -> findings.add(usedAllTheSame(finding, given.id(), "")));
                masks.truth()
                        .findings()
                        .forEach(finding -> findings.add(usedAllTheSame(finding, given.id(), "label: ")));
                scores.add(scorer.score(given.id(), masks.pair()));
                errors.add(ErrorsByDistance.of(masks.pair(), scorer.label()));
            } catch (DataException e) {
                problems.add(given.id() + ": " + e.getMessage());
            }
            progress.at(scores.size() + problems.size(), cases.size());
        }
        if (!problems.isEmpty()) {
            throw new DataException("some masks cannot be scored:\n" + String.join("\n", problems));
        }
        values.requireAlike();
        findings.addAll(values.findings());
        EmptyMasks.among(scores).ifPresent(findings::add);
        if (!wasThere) {
            folder.begin();
        }
        folder.requireThere();
        new EvaluationDetails(ErrorsByDistance.mean(errors), Optional.empty(), Optional.empty(), List.of())
                .write(folder.details());
        for (int n = 0; n < cases.size(); n++) {
            show(cases.get(n), scores.get(n), folder);
        }
        folder.requireThere();
        return new Outcome(folder.write(origin, scores, findings), findings);
    }

    /** A mask that lies where its label lies is scored, whatever else its header says. */
    private static Finding usedAllTheSame(Finding finding, String id, String file) {
        Severity severity = finding.severity() == Severity.ERROR ? Severity.WARNING : finding.severity();
        return new Finding(id, finding.kind(), severity, file + finding.message());
    }

    private record Masks(GivenMask given, MaskPair pair, Known truth) {}

    private Masks read(GivenCase given) {
        Known truth = given.truth().read();
        Mask label = truth.sample().label().orElseThrow();
        GivenMask mask =
                GivenMask.read(given.prediction(), origin.map(), prefer).onto(label.geometry());
        return new Masks(mask, new MaskPair(mask.mask(), label), truth);
    }

    private void show(GivenCase given, Scores scores, EvaluationFolder folder) {
        Masks masks = read(given);
        folder.requireThere();
        if (given.truth().hasImage()) {
            folder.keep(scores, masks.truth().sample().image(), masks.pair(), scorer.label(), NetworkLayers.NONE);
        } else {
            folder.draw(scores, masks.truth().sample().image(), masks.pair(), scorer.label());
        }
    }
}

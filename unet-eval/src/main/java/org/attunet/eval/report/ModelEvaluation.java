package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.attunet.data.DataException;
import org.attunet.data.dataset.Case;
import org.attunet.data.dataset.CaseReader;
import org.attunet.data.transform.Processed;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Spacing;
import org.attunet.eval.inference.NetworkSegmentation;
import org.attunet.eval.inference.NetworkSegmenter;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.Segmenter;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;

/**
 * Predicts the cases of a split and scores them on their own grids.
 *
 * @param reader how cases are read
 * @param segmenter what is evaluated
 * @param tidy what is done to every predicted mask; identity leaves it as it is
 * @param scorer which label counts
 */
public record ModelEvaluation(CaseReader reader, Segmenter segmenter, UnaryOperator<Mask> tidy, Scorer scorer) {
    private static final Spacing REFERENCE_GRID = Spacing.isotropic(2);
    private static final double SAME_SPACING = 1e-3;
    /** Progress is told in hundredths of a case. */
    private static final int STEPS = 100;

    /**
     * Runs the evaluation and writes it.
     *
     * @param split name of what is scored
     * @throws DataException before anything is predicted if a case has no label
     */
    public Summary run(String split, List<Case> cases, EvaluationFolder folder, Progress progress) {
        requireLabels(cases);
        List<Scores> scores = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            int before = STEPS * n;
            Progress within = (done, total) -> progress.at(before + STEPS * done / total, STEPS * cases.size());
            scores.add(evaluate(cases.get(n), folder, within));
        }
        return folder.write(split, scores);
    }

    private static void requireLabels(List<Case> cases) {
        String without = cases.stream()
                .filter(source -> source.label().isEmpty())
                .map(Case::id)
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            throw new DataException("cases without a label cannot be scored: " + without);
        }
        if (cases.isEmpty()) {
            throw new DataException("there is no case to score");
        }
    }

    private Scores evaluate(Case source, EvaluationFolder folder, Progress progress) {
        Sample sample = reader.read(source);
        Mask label = sample.label().orElseThrow();
        Prediction prediction = predict(sample, progress);
        MaskPair masks = new MaskPair(prediction.mask, label);
        Scores scores = prediction.onReferenceGrid == null
                ? scorer.score(source.id(), masks)
                : scorer.score(source.id(), masks, prediction.onReferenceGrid);
        folder.keep(scores, sample.image(), masks, scorer.label());
        return scores;
    }

    /** A mask on the image's grid and, where the network's own is the 2 mm grid, the pair there. */
    private record Prediction(Mask mask, MaskPair onReferenceGrid) {}

    private Prediction predict(Sample sample, Progress progress) {
        if (!(segmenter instanceof NetworkSegmenter network)) {
            return new Prediction(
                    tidy.apply(segmenter.segment(sample.image(), progress).mask()), null);
        }
        Processed processed = network.pipeline().run(sample);
        NetworkSegmentation segmentation = network.segment(processed, progress);
        MaskPair pair = isReferenceGrid(processed)
                ? new MaskPair(
                        tidy.apply(segmentation.networkMask()),
                        processed.sample().label().orElseThrow())
                : null;
        return new Prediction(tidy.apply(segmentation.mask()), pair);
    }

    private static boolean isReferenceGrid(Processed processed) {
        Spacing spacing = processed.geometry().spacing();
        return Math.abs(spacing.x() - REFERENCE_GRID.x()) < SAME_SPACING
                && Math.abs(spacing.y() - REFERENCE_GRID.y()) < SAME_SPACING
                && Math.abs(spacing.z() - REFERENCE_GRID.z()) < SAME_SPACING;
    }
}

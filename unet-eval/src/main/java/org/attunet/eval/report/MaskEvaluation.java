package org.attunet.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.dataset.MaskFolders.Pair;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.metric.BorderErrors;
import org.attunet.eval.metric.MaskPair;
import org.attunet.eval.metric.Scorer;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Summary;

/**
 * Scores masks of any program against labels: the same scores, the same files, with pictures on black, since there is no CT.
 *
 * @param scorer which label counts
 */
public record MaskEvaluation(Scorer scorer) {
    /** What a split is called that is none: all masks of a folder. */
    public static final String SPLIT = "folder";

    private static final short AIR = -1024;

    /** Scores every pair and writes the result; every pair that cannot be scored is named in one error. */
    public Summary run(List<Pair> pairs, EvaluationFolder folder, Progress progress) {
        List<Scores> scores = new ArrayList<>();
        List<BorderErrors> errors = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        MaskValues predicted = new MaskValues();
        MaskValues labelled = new MaskValues();
        for (Pair pair : pairs) {
            try {
                MaskPair masks = read(pair);
                predicted.add(masks.prediction());
                labelled.add(masks.label());
                scores.add(scorer.score(pair.id(), masks));
                errors.add(BorderErrors.of(masks, scorer.label()));
            } catch (DataException e) {
                problems.add(pair.id() + ": " + e.getMessage());
            }
            progress.at(scores.size() + problems.size(), pairs.size());
        }
        if (problems.isEmpty()) {
            MaskValues.difference(predicted, labelled, scorer.label()).ifPresent(difference -> {
                throw difference;
            });
        } else {
            throw new DataException("some masks cannot be scored:\n" + String.join("\n", problems));
        }
        new Details(BorderErrors.mean(errors), Optional.empty()).write(folder.details());
        for (int n = 0; n < pairs.size(); n++) {
            draw(
                    scores.get(n),
                    read(pairs.get(n)),
                    folder); // read again: a folder of masks is more than memory may hold
        }
        return folder.write(SPLIT, scores);
    }

    private static MaskPair read(Pair pair) {
        return new MaskPair(NiftiReader.readMask(pair.prediction()), NiftiReader.readMask(pair.label()));
    }

    private void draw(Scores score, MaskPair masks, EvaluationFolder folder) {
        short[] air = new short[masks.label().labels().length];
        Arrays.fill(air, AIR);
        folder.draw(score, Volume.of(masks.label().geometry(), air), masks, scorer.label());
    }
}

package org.attunet.train;

import java.util.List;
import java.util.function.Function;
import org.attunet.data.dataset.Case;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Mask;
import org.attunet.eval.inference.Blend;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Predictor;
import org.attunet.eval.inference.Progress;
import org.attunet.eval.inference.SlidingWindow;
import org.attunet.eval.metric.Overlap;

/**
 * Scores a network as the reference does while training: sliding window over each preprocessed validation case, the most probable
 * class of each voxel, mean Dice of the foreground classes on the preprocessed grid. A class that is neither in a label nor in its
 * prediction counts 1, one that is in either alone 0.
 *
 * @param cases validation cases, each with a label
 * @param source preprocesses a case
 * @param inference how images are shown to the network
 */
public record Validator(List<Case> cases, Function<Case, Sample> source, InferenceSettings inference) {
    /** Mean Dice over cases and foreground classes. */
    public double score(Predictor predictor, Progress progress) {
        SlidingWindow window = new SlidingWindow(inference);
        double sum = 0;
        for (int n = 0; n < cases.size(); n++) {
            Sample sample = source.apply(cases.get(n));
            try (Blend blend = window.blend(sample.image(), predictor, Progress.NONE)) {
                sum += dice(blend, sample.label().orElseThrow());
            }
            progress.at(n + 1, cases.size());
        }
        return sum / cases.size();
    }

    private static double dice(Blend blend, Mask label) {
        Mask predicted = blend.largest();
        double sum = 0;
        for (int c = 1; c < blend.classes(); c++) {
            sum += Overlap.of(predicted, label, c).dice();
        }
        return sum / (blend.classes() - 1);
    }
}

package org.attunet.eval.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;
import org.attunet.eval.quality.DicePredictor;
import org.attunet.eval.quality.MaskTraits;
import org.attunet.eval.quality.PredictedDice;

/**
 * A network's answer. Logits, not labels, are brought back to the image's grid: the border between classes then runs
 * between voxels of the network's grid and not in steps along them.
 *
 * @param processed the preprocessed case
 * @param logits one volume per class, on the network's grid
 * @param findings what is to be said of how it was found
 * @param temperature that the logits are divided by before they become probabilities; masks do not depend on it
 * @param quality what predicts how good the mask is; empty where nothing was learned
 */
public record NetworkSegmentation(
        PreprocessedCase processed,
        List<Volume> logits,
        List<Finding> findings,
        double temperature,
        Optional<DicePredictor> quality)
        implements Segmentation {
    /** Of a network of which nobody knows how good its masks are. */
    public NetworkSegmentation(
            PreprocessedCase processed, List<Volume> logits, List<Finding> findings, double temperature) {
        this(processed, logits, findings, temperature, Optional.empty());
    }

    @Override
    public Mask mask() {
        return processed.undoLargest(logits);
    }

    /** The most probable class of every voxel of the network's own grid. */
    public Mask networkMask() {
        return Classes.largest(logits);
    }

    /** The same with the network's own probabilities. */
    public NetworkSegmentation uncalibrated() {
        return new NetworkSegmentation(processed, logits, findings, 1, quality);
    }

    /** Probability of a class at a flat index of the network's own grid. */
    public double networkProbability(int of, int index) {
        float own = logits.get(of).get(index);
        double sum = 0;
        for (Volume volume : logits) {
            sum += Math.exp(((double) volume.get(index) - own) / temperature);
        }
        return 1 / sum;
    }

    /** What the mask shows of its own quality, on the network's own grid. */
    public MaskTraits traits() {
        return NetworkTraits.of(logits);
    }

    @Override
    public Optional<PredictedDice> predictedDice() {
        return quality.map(predictor -> predictor.predict(traits()));
    }

    @Override
    public List<Volume> probabilities() {
        List<Volume> volumes = new ArrayList<>();
        for (int c = 0; c < logits.size(); c++) {
            volumes.add(processed.undo(logits.get(c), c == 0 ? WindowAccumulator.CERTAIN : -WindowAccumulator.CERTAIN));
        }
        return Classes.softmax(volumes, temperature);
    }
}

package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.CoarseSearch.Found;
import org.attunet.eval.quality.DicePredictor;

/**
 * One network: preprocessing, sliding window, and back to the grid of the scan. Where a coarse network says where the organs are, the
 * window slides over that part alone, and the rest is background.
 *
 * @param pipeline the preprocessing that the network was trained with
 * @param window how the image is shown to it
 * @param predictor the network
 * @param search finds the part to look at; empty looks everywhere
 * @param temperature that its logits are divided by before they become probabilities
 * @param quality what predicts how good its masks are; empty where nothing was learned
 */
public record NetworkSegmenter(
        Pipeline pipeline,
        SlidingWindow window,
        Predictor predictor,
        Optional<CoarseSearch> search,
        double temperature,
        Optional<DicePredictor> quality)
        implements Segmenter {
    /** Looks everywhere, with the network's own probabilities. */
    public NetworkSegmenter(Pipeline pipeline, SlidingWindow window, Predictor predictor) {
        this(pipeline, window, predictor, Optional.empty(), 1, Optional.empty());
    }

    @Override
    public NetworkImage prepare(Volume image) {
        return prepare(image, pipeline.run(Sample.of(image)));
    }

    /**
     * Of a case that has been preprocessed, by the same preprocessing.
     *
     * @param image as it was before
     */
    public NetworkImage prepare(Volume image, PreprocessedCase processed) {
        if (search.isEmpty()) {
            return new NetworkImage(this, processed, Optional.empty(), List.of());
        }
        Found found = search.get().find(image, Progress.NONE);
        Geometry grid = processed.geometry();
        Optional<Box> part = found.on(grid, window.settings().window());
        return new NetworkImage(this, processed, part.map(box -> new Cutout(grid, box)), found.findings());
    }

    @Override
    public NetworkSegmentation segment(Volume image, Progress progress) {
        return prepare(image).segment(progress);
    }
}

package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Volume;
import org.attunet.eval.inference.CoarseSearch.Found;

/**
 * One network: preprocessing, sliding window, and back to the grid of the scan. Where a coarse network says where the organs are, the
 * window slides over that part alone, and the rest is background.
 *
 * @param pipeline the preprocessing that the network was trained with
 * @param window how the image is shown to it
 * @param predictor the network
 * @param search finds the part to look at; empty looks everywhere
 */
public record NetworkSegmenter(
        Pipeline pipeline, SlidingWindow window, Predictor predictor, Optional<CoarseSearch> search)
        implements Segmenter {
    /** Looks everywhere. */
    public NetworkSegmenter(Pipeline pipeline, SlidingWindow window, Predictor predictor) {
        this(pipeline, window, predictor, Optional.empty());
    }

    @Override
    public NetworkSegmentation segment(Volume image, Progress progress) {
        return segment(image, pipeline.run(Sample.of(image)), progress);
    }

    /**
     * Segments a case that has been preprocessed, by the same preprocessing.
     *
     * @param image as it was before
     */
    public NetworkSegmentation segment(Volume image, PreprocessedCase processed, Progress progress) {
        Volume shown = processed.sample().image();
        if (search.isEmpty()) {
            return new NetworkSegmentation(processed, List.of(window.run(shown, predictor, progress)), List.of());
        }
        Found found = search.get().find(image, Progress.NONE);
        Optional<Box> part = found.on(shown.geometry(), window.settings().window());
        List<Volume> logits = part.map(box -> within(new Cutout(shown.geometry(), box), shown, progress))
                .orElseGet(() -> List.of(window.run(shown, predictor, progress)));
        return new NetworkSegmentation(processed, logits, found.findings());
    }

    private List<Volume> within(Cutout part, Volume shown, Progress progress) {
        Volume[] logits = window.run(part.of(shown), predictor, progress);
        for (int c = 0; c < logits.length; c++) {
            logits[c] = part.back(logits[c], c == 0 ? WindowAccumulator.CERTAIN : -WindowAccumulator.CERTAIN);
        }
        return List.of(logits);
    }
}

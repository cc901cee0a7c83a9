package org.attunet.eval.inference;

import java.util.List;
import org.attunet.data.transform.Pipeline;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.transform.Sample;
import org.attunet.data.volume.Volume;

/**
 * One network: preprocessing, sliding window, and back to the grid of the scan.
 *
 * @param pipeline the preprocessing that the network was trained with
 * @param window how the image is shown to it
 * @param predictor the network
 */
public record NetworkSegmenter(Pipeline pipeline, SlidingWindow window, Predictor predictor) implements Segmenter {
    @Override
    public NetworkSegmentation segment(Volume image, Progress progress) {
        return segment(pipeline.run(Sample.of(image)), progress);
    }

    /** Segments a case that has been preprocessed, by the same preprocessing. */
    public NetworkSegmentation segment(PreprocessedCase processed, Progress progress) {
        Volume[] logits = window.run(processed.sample().image(), predictor, progress);
        return new NetworkSegmentation(processed, List.of(logits));
    }
}

package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
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
        Look look = look(image, shown.geometry());
        List<Volume> logits = List.of(window.run(look.at(shown), predictor, progress));
        return new NetworkSegmentation(
                processed,
                look.part().map(part -> Classes.back(logits, part)).orElse(logits),
                look.findings(),
                temperature,
                quality);
    }

    /**
     * Voxels are decided as windows finish, and their logits are let go of; where a network computes in memory of its own, they are
     * decided there, and the mask alone comes back, unless its quality is asked for.
     */
    @Override
    public Decision decide(Volume image, Progress progress) {
        return decide(image, pipeline.run(Sample.of(image)), progress);
    }

    /**
     * Decides on a case that has been preprocessed, by the same preprocessing.
     *
     * @param image as it was before
     */
    public Decision decide(Volume image, PreprocessedCase processed, Progress progress) {
        Volume shown = processed.sample().image();
        Look look = look(image, shown.geometry());
        try (Blend blend = window.blend(look.at(shown), predictor, progress)) {
            if (quality.isEmpty()) {
                return new Decision(blend.largest(processed, look.part()), look.findings(), Optional.empty());
            }
            JudgedMask judged = blend.judged(processed, look.part());
            return new Decision(
                    judged.mask(), look.findings(), quality.map(learned -> learned.predict(judged.traits())));
        }
    }

    /** The part of a grid to look at; empty is all of it. */
    private record Look(Optional<Cutout> part, List<Finding> findings) {
        Volume at(Volume shown) {
            return part.map(cut -> cut.of(shown)).orElse(shown);
        }
    }

    private Look look(Volume image, Geometry grid) {
        if (search.isEmpty()) {
            return new Look(Optional.empty(), List.of());
        }
        Found found = search.get().find(image, Progress.NONE);
        Optional<Box> part = found.on(grid, window.settings().window());
        return new Look(part.map(box -> new Cutout(grid, box)), found.findings());
    }
}

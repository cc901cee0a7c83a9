package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import org.attunet.data.Finding;
import org.attunet.data.transform.PreprocessedCase;
import org.attunet.data.volume.Cutout;
import org.attunet.data.volume.Volume;

/**
 * An image as one network sees it.
 *
 * @param network what looks at it
 * @param processed the preprocessed case
 * @param part of its grid to look at; empty is all of it
 * @param findings what is to be said of how that was found
 */
public record NetworkImage(
        NetworkSegmenter network, PreprocessedCase processed, Optional<Cutout> part, List<Finding> findings)
        implements PreparedImage {
    /** Keeps its own copy. */
    public NetworkImage {
        findings = List.copyOf(findings);
    }

    @Override
    public NetworkSegmentation segment(Progress progress) {
        List<Volume> logits = List.of(network.window().run(shown(), network.predictor(), progress));
        return new NetworkSegmentation(
                processed,
                part.map(cut -> Classes.back(logits, cut)).orElse(logits),
                findings,
                network.temperature(),
                network.quality());
    }

    /**
     * Voxels are decided as windows finish, and their logits are let go of; where a network computes in memory of its own, they are
     * decided there, and the mask alone comes back, unless its quality is asked for.
     */
    @Override
    public Decision decide(Progress progress) {
        try (Blend blend = network.window().blend(shown(), network.predictor(), progress)) {
            if (network.quality().isEmpty()) {
                return new Decision(blend.largest(processed, part), findings, Optional.empty());
            }
            JudgedMask judged = blend.judged(processed, part);
            return new Decision(
                    judged.mask(), findings, network.quality().map(learned -> learned.predict(judged.traits())));
        }
    }

    private Volume shown() {
        Volume image = processed.sample().image();
        return part.map(cut -> cut.of(image)).orElse(image);
    }
}

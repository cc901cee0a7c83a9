package org.attunet.eval.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a network saw while it was trained, as far as its file says. Files of earlier versions say nothing of flips and spacings,
 * and other programs' weights nothing at all.
 *
 * @param preprocessingKnown whether the model's preprocessing is what its inputs went through in training, rather than one that was
 *     put in because nobody said
 * @param flips array axes (0, 1, 2 of the RAS grid) along which patches were mirrored
 * @param spacing between voxels of training cases, as the network saw them
 * @param inputSpacing the same before preprocessing
 */
public record TrainedOn(
        boolean preprocessingKnown,
        Optional<Set<Integer>> flips,
        Optional<SpacingRange> spacing,
        Optional<SpacingRange> inputSpacing) {

    /** Of a model whose file does not say: its preprocessing is its own. */
    public static final TrainedOn UNKNOWN = new TrainedOn(true, Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses axes that there are not. */
    public TrainedOn {
        flips = flips.map(Set::copyOf);
        if (flips.stream().flatMap(Set::stream).anyMatch(axis -> axis < 0 || axis > 2)) {
            throw new IllegalArgumentException("axes of flips are 0, 1 and 2, not " + flips.get());
        }
    }

    /** The same, of weights for which nobody said what their inputs go through. */
    public TrainedOn withoutPreprocessing() {
        return new TrainedOn(false, flips, spacing, inputSpacing);
    }

    /** Letters of axes, in order. */
    public static List<String> letters(Set<Integer> axes) {
        return new TreeSet<>(axes)
                .stream().map(axis -> "xyz".substring(axis, axis + 1)).toList();
    }

    /** {@code x and z}; {@code none} of an empty set. */
    static String names(Set<Integer> axes) {
        return axes.isEmpty() ? "none" : String.join(" and ", letters(axes));
    }
}

package org.attunet.data.record;

import java.util.Optional;

/**
 * New neighbours for the organ in a training patch: tubes, of tissue or of fat, drawn around it.
 *
 * @param probability share of patches it is done to
 * @param tubes most that are drawn into a patch; every number from 1 is as likely
 * @param fatShare share of them that are fat
 * @param fat what fat looks like, in units of the input; whoever draws tubes has to say
 */
public record SurroundingsSettings(double probability, int tubes, double fatShare, Optional<Double> fat) {
    /** Never. */
    public static final SurroundingsSettings NONE = new SurroundingsSettings(0, 6, 0.45, Optional.empty());

    /** Refuses what is no probability, no tube at all, and tubes where nobody knows what fat looks like. */
    public SurroundingsSettings {
        Probability.require(probability);
        Probability.require(fatShare);
        if (tubes < 1) {
            throw new IllegalArgumentException("new surroundings are one tube at least, not " + tubes);
        }
        if (fat.isPresent() && !Double.isFinite(fat.get())) {
            throw new IllegalArgumentException("fat is a value of the input, not " + fat.get());
        }
        if (probability > 0 && fat.isEmpty()) {
            throw new IllegalArgumentException(
                    "new surroundings need to know what fat looks like, in units of the input: fat is none");
        }
    }
}

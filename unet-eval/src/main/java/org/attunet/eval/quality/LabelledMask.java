package org.attunet.eval.quality;

/**
 * A mask whose label is known, by a network that did not see the case in training.
 *
 * @param traits of the mask
 * @param dice of the mask
 */
public record LabelledMask(MaskTraits traits, double dice) {}

package org.attunet.eval.inference;

import org.attunet.data.volume.Mask;
import org.attunet.eval.quality.MaskTraits;

/**
 * A mask with what it shows of its own quality.
 *
 * @param mask on the grid that a case came from
 * @param traits of the mask of class 1 on the network's grid
 */
public record JudgedMask(Mask mask, MaskTraits traits) {}

/**
 * How good a mask probably is where there is no label to say so: what mask and probabilities show, and what cases with labels taught about
 * it. Knows masks and numbers alone, neither networks nor their files.
 */
package org.attunet.eval.quality;

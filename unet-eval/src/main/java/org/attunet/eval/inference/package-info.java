/**
 * From a trained network to a mask on the image's own grid: windows that slide over the image, flips, ensembles, the way
 * back through the preprocessing, and what is tidied up afterwards.
 */
package org.attunet.eval.inference;

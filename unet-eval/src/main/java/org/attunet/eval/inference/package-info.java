/**
 * From a trained network to a mask on the image's own grid: windows that slide over the image, flips, ensembles, the inverse of the
 * preprocessing, and postprocessing; model files, and what of an image a model has not seen in training. A network is a
 * {@link org.attunet.eval.inference.Predictor} here, patches to logits, so tests put formulas in its place. No scores, no pictures.
 */
package org.attunet.eval.inference;

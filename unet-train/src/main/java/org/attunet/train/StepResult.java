package org.attunet.train;

import org.attunet.model.execution.Foreground;

/**
 * What a step showed.
 *
 * @param loss mean over its batches
 * @param gradientNorm of the whole gradient, before it was clipped
 * @param foreground what it found of the labels
 */
record StepResult(double loss, double gradientNorm, Foreground foreground) {}

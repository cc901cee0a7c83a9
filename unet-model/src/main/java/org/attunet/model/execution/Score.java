package org.attunet.model.execution;

/**
 * What the predictions of one batch were worth.
 *
 * @param loss the loss
 * @param foreground what was found of the labels
 * @param predicted when the predictions were there, {@link System#nanoTime}
 */
public record Score(double loss, Foreground foreground, long predicted) {}

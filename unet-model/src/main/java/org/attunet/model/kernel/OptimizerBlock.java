package org.attunet.model.kernel;

/**
 * Parameters side by side that an optimiser moves together.
 *
 * @param from where they begin among all parameters
 * @param length how many
 * @param state where their first moments begin among the optimiser's numbers; the second ones lie behind these
 */
public record OptimizerBlock(long from, long length, long state) {}

package org.attunet.experiments.run;

import org.attunet.model.engine.Backend;

/**
 * What a command settles for all that it runs.
 *
 * @param backend what computes
 * @param interruption how it is stopped
 */
public record RunContext(Backend backend, Interruption interruption) {}

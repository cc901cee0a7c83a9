package org.attunet.experiments.sweep;

/** Runs one experiment of a sweep. */
interface ExperimentTask {
    /** Trains and evaluates the experiment, or finds it done already; returns its highest validation Dice. */
    double run(String experiment);

    /** The experiment ended with an error. */
    void failed(String experiment, Throwable failure);
}

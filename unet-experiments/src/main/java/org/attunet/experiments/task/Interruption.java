package org.attunet.experiments.task;

import org.attunet.train.InterruptedTrainingException;

/** The way in which somebody outside asks whatever run is being trained to stop. */
public final class Interruption {
    private boolean inProgress;
    private Runnable stop = () -> {};
    private boolean requested;

    /**
     * Asks for a stop, now and of every run begun later; returns when the run in progress has stopped.
     *
     * @return whether there was one, whose state is saved then
     */
    public synchronized boolean request() throws InterruptedException {
        boolean saves = inProgress;
        requested = true;
        stop.run();
        while (inProgress) {
            wait();
        }
        return saves;
    }

    /**
     * For work that has no state to save, between two of its steps.
     *
     * @throws InterruptedTrainingException if a stop was asked for
     */
    public synchronized void requireGoingOn(String title) {
        if (requested) {
            throw InterruptedTrainingException.before(title);
        }
    }

    /** A run has its folder and begins: from here on a stop leaves a checkpoint. */
    public synchronized void begins() {
        inProgress = true;
    }

    /** A run can be stopped, by {@code stopping}. */
    public synchronized void began(Runnable stopping) {
        inProgress = true;
        stop = stopping;
        if (requested) {
            stopping.run();
        }
    }

    /** The run is over. */
    public synchronized void over() {
        inProgress = false;
        stop = () -> {};
        notifyAll();
    }
}

package org.attunet.experiments.run;

/** The way in which somebody outside asks whatever run is being trained to stop. */
public final class Interruption {
    private Runnable stop;
    private boolean requested;

    /** Asks for a stop, now and of every run begun later; returns when the run in progress has stopped. */
    public synchronized void request() throws InterruptedException {
        requested = true;
        if (stop != null) {
            stop.run();
        }
        while (stop != null) {
            wait();
        }
    }

    /** A run begins that {@code stopping} stops. */
    synchronized void began(Runnable stopping) {
        stop = stopping;
        if (requested) {
            stopping.run();
        }
    }

    /** The run is over. */
    synchronized void over() {
        stop = null;
        notifyAll();
    }
}

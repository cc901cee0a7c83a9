package org.attunet.train;

/** Where the time of an epoch's steps goes. */
final class StepTimer {
    private long last;
    private long forward;
    private long backward;
    private long update;

    /** A new epoch. */
    void reset() {
        forward = 0;
        backward = 0;
        update = 0;
    }

    /** A batch goes in, or a mean gradient. */
    void start() {
        last = System.nanoTime();
    }

    /**
     * The gradient is there.
     *
     * @param predicted when the predictions were, {@link System#nanoTime}
     */
    void differentiated(long predicted) {
        forward += predicted - last;
        last = predicted;
        backward += lap();
    }

    /** The weights are moved, or the gradient is put by. */
    void updated() {
        update += lap();
    }

    private long lap() {
        long before = last;
        last = System.nanoTime();
        return last - before;
    }

    double forwardSeconds() {
        return forward / 1e9;
    }

    double backwardSeconds() {
        return backward / 1e9;
    }

    double updateSeconds() {
        return update / 1e9;
    }
}

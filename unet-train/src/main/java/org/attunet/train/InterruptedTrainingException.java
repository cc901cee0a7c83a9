package org.attunet.train;

/** Somebody asked a run to stop; its state is saved. The launcher exits with 130. */
public class InterruptedTrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message where the run stands and how to resume */
    public InterruptedTrainingException(String message) {
        super(message);
    }

    /** Of work that has no state to save: what was done before it is kept. */
    public static InterruptedTrainingException before(String title) {
        return new InterruptedTrainingException(title + " was stopped; the same command goes on from there");
    }
}

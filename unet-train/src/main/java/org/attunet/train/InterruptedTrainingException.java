package org.attunet.train;

/** Somebody asked a run to stop; its state is saved. The launcher exits with 130. */
public class InterruptedTrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message where the run stands and how to resume */
    public InterruptedTrainingException(String message) {
        super(message);
    }
}

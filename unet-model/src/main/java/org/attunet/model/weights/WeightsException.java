package org.attunet.model.weights;

/** Weights that cannot be read or do not fit; the message names file and tensor, expected and found. The launcher exits with 4. */
public class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one paragraph */
    public WeightsException(String message) {
        super(message);
    }

    /** As above, with the failure underneath. */
    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}

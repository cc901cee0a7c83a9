package org.attunet.train;

/** Training went where no further step leads back from; says when, what was seen, and what to try. The launcher exits with 5. */
public class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one paragraph */
    public DivergedException(String message) {
        super(message);
    }
}

package org.attunet.data;

/** Data that cannot be used as it is: says what, where, expected, found and what to do. The launcher exits with 4. */
public class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message one paragraph that names the file or case, what was expected, what was found, and the remedy */
    public DataException(String message) {
        super(message);
    }

    /** As above, with the failure underneath. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.attunet.experiments.cli;

/** Options that parse and make no sense together, or a target that must not be overwritten. The launcher exits with 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

package org.attunet.experiments.ui;

/** A {@code stats.db} that no training wrote, or of which nothing can be read; the message continues the file's name. */
final class StatisticsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StatisticsException(String message, Throwable cause) {
        super(message, cause);
    }
}

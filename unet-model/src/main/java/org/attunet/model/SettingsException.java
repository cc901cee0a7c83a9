package org.attunet.model;

/** Settings that cannot be built or run; the message says which, what was found and what would do. The launcher exits with 3. */
public class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the setting, what was found, and what would do */
    public SettingsException(String message) {
        super(message);
    }
}

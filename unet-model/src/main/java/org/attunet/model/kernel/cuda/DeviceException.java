package org.attunet.model.kernel.cuda;

/** The device, its driver or a library of CUDA failed or cannot be used; the message says what and what helps. */
public class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the message for the user. */
    public DeviceException(String message) {
        super(message);
    }

    /** With what led to it. */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}

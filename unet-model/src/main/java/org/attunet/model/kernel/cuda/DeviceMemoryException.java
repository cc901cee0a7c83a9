package org.attunet.model.kernel.cuda;

/** The device's memory is full. */
public final class DeviceMemoryException extends DeviceException {
    private static final long serialVersionUID = 1L;

    /** With the message for the user. */
    public DeviceMemoryException(String message) {
        super(message);
    }
}

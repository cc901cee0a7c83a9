package org.attunet.data.dicom;

/** The pixels of a slice cannot be decoded; the message continues "it …" and names nobody. */
final class BrokenPixels extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPixels(String message) {
        super(message);
    }

    BrokenPixels(String message, Throwable cause) {
        super(message, cause);
    }
}

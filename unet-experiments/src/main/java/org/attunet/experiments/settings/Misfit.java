package org.attunet.experiments.settings;

/** A value that is not of the type that is wanted, and where it was written: an item of a list has a line of its own. */
final class Misfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String origin;

    Misfit(String message, Node found) {
        super(message);
        this.origin = found.origin();
    }

    String origin() {
        return origin;
    }
}

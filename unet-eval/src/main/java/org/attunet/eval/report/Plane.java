package org.attunet.eval.report;

/**
 * The three ways to cut a body, each shown as radiologists see it: the patient's right at the left of the picture, front
 * and head above. World axes are RAS; the picture's axes run against them in all three.
 */
enum Plane {
    /** Across the body's length: left to the right, posterior down. */
    AXIAL(0, 1, 2),
    /** From ear to ear: left to the right, inferior down. */
    CORONAL(0, 2, 1),
    /** From front to back: posterior to the right, inferior down. */
    SAGITTAL(1, 2, 0);

    private final int across;
    private final int down;
    private final int through;

    Plane(int across, int down, int through) {
        this.across = across;
        this.down = down;
        this.through = through;
    }

    /** World axis that the picture's columns run along, from high to low. */
    int across() {
        return across;
    }

    /** World axis that its rows run along, from high to low. */
    int down() {
        return down;
    }

    /** World axis that goes through the picture. */
    int through() {
        return through;
    }
}

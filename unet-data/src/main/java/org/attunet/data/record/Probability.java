package org.attunet.data.record;

/** What every probability must be. */
final class Probability {
    private Probability() {}

    static void require(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies within 0…1, not " + probability);
        }
    }
}

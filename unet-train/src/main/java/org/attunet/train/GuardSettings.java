package org.attunet.train;

/**
 * When a run counts as diverged, and how often it may go back. A loss, gradient or weight that is no finite number always does.
 *
 * @param gradientLimit norm of a step's whole gradient, before clipping, above which it counts as exploded; 0 sets no limit
 * @param backgroundEpochs epochs in a row in which no voxel of any labelled patch was found, after which the network counts as
 *     collapsed to background; 0 never
 * @param rollbacks times that a run goes back to its last good checkpoint, at half the rate each time, before it stops
 */
public record GuardSettings(double gradientLimit, int backgroundEpochs, int rollbacks) {
    /** Checks the ranges; all problems at once. */
    public GuardSettings {
        new Problems()
                .notNegative("guard.gradient-limit", gradientLimit)
                .notNegative("guard.background-epochs", backgroundEpochs)
                .notNegative("guard.rollbacks", rollbacks)
                .refuse();
    }

    /** What no healthy run meets; a run that does stops. */
    public static GuardSettings standard() {
        return new GuardSettings(1e4, 50, 0);
    }
}

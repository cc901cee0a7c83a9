package org.attunet.train;

/**
 * One row of a run's history.
 *
 * @param epoch counted from 1
 * @param loss mean training loss of its steps
 * @param validationDice mean foreground Dice in evaluation mode; NaN where the epoch was not validated
 * @param learningRate rate of its last step
 * @param seconds wall time of its training steps
 * @param dataSeconds of these, waiting for patches
 * @param validationSeconds wall time of its validation, on top
 * @param forwardSeconds of {@code seconds}, from input to predictions
 * @param backwardSeconds of {@code seconds}, from predictions to gradient, loss included
 * @param updateSeconds of {@code seconds}, from gradient to weights
 */
public record EpochRecord(
        int epoch,
        double loss,
        double validationDice,
        double learningRate,
        double seconds,
        double dataSeconds,
        double validationSeconds,
        double forwardSeconds,
        double backwardSeconds,
        double updateSeconds) {
    /** Whether the epoch was validated. */
    public boolean isValidated() {
        return !Double.isNaN(validationDice);
    }
}

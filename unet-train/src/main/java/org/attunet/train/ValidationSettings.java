package org.attunet.train;

/**
 * When a run is validated.
 *
 * @param validateEvery epochs between validations; the last epoch is always validated
 * @param patience validations without a better score after which training stops; 0 never stops early
 */
public record ValidationSettings(int validateEvery, int patience) {
    /** Checks the ranges; all problems at once. */
    public ValidationSettings {
        new Problems()
                .atLeast(1, "validate-every", validateEvery)
                .notNegative("patience", patience)
                .refuse();
    }

    /** Whether an epoch, counted from 0, of so many ends with a validation. */
    boolean isDue(int epoch, int epochs) {
        return (epoch + 1) % validateEvery == 0 || epoch + 1 == epochs;
    }

    /** Whether so many validations without a better score are enough. */
    boolean isExhausted(int withoutBetter) {
        return patience > 0 && withoutBetter >= patience;
    }
}

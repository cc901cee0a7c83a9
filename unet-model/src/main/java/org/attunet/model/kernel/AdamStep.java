package org.attunet.model.kernel;

/**
 * One step of Adam as PyTorch has it, {@code rate · m̂ / (√v̂ + ε)}, in the form {@code rate · m / (√v + ε)}: both bias corrections are in
 * rate and ε. Rounded to floats on the way as ND4J's own Adam does, so that runs go on as they began, bit for bit.
 *
 * @param rate of the step
 * @param beta1 how much of the first moment is kept
 * @param beta2 how much of the second
 * @param epsilon added to the root
 */
public record AdamStep(float rate, float beta1, float beta2, float epsilon) {
    /** As in PyTorch. */
    public static final double BETA1 = 0.9;

    /** As in PyTorch. */
    public static final double BETA2 = 0.999;

    /**
     * The step number {@code iteration}, counted from 0.
     *
     * @param rate before any correction
     * @param epsilon before any correction
     */
    public static AdamStep of(double rate, double epsilon, int iteration) {
        float beta1 = (float) BETA1;
        float beta2 = (float) BETA2;
        float power1 = (float) Math.pow(beta1, iteration + 1);
        float power2 = (float) Math.pow(beta2, iteration + 1);
        float root = (float) Math.sqrt((float) (1.0 - power2));
        double corrected = epsilon * Math.sqrt(1 - Math.pow(BETA2, iteration + 1));
        return new AdamStep((float) ((float) rate * root / (1.0 - power1)), beta1, beta2, (float) corrected);
    }
}

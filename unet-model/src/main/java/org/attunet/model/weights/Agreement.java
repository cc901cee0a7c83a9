package org.attunet.model.weights;

import java.nio.file.Path;
import org.attunet.model.engine.Backend;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How near one way of computing comes to another, on a stored network with its input and labels.
 *
 * @param output largest difference of what the network gives in inference, as a share of the largest value
 * @param gradient 1 − the cosine of the angle between the gradients by all parameters: 0 where they point one way
 */
public record Agreement(double output, double gradient) {
    /**
     * Computes both ways.
     *
     * @param folder weights, {@code input.npy} and {@code labels.npy}, as for {@link Verification}
     * @param one what is looked at
     * @param exact what it is held against
     */
    public static Agreement of(Path folder, Backend one, Backend exact) {
        ReferenceOutputs stored = new ReferenceOutputs(folder);
        VerificationRun found = new VerificationRun(stored, one);
        VerificationRun expected = new VerificationRun(stored, exact);
        return new Agreement(
                furthest(numbers(found.output()), numbers(expected.output())),
                1 - cosine(numbers(found.gradient()), numbers(expected.gradient())));
    }

    private static double[] numbers(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    static double furthest(double[] found, double[] expected) {
        double difference = 0;
        double largest = 0;
        for (int n = 0; n < expected.length; n++) {
            // Math.max keeps a NaN once it is there.
            difference = Math.max(difference, Math.abs(found[n] - expected[n]));
            largest = Math.max(largest, Math.abs(expected[n]));
        }
        return difference / largest;
    }

    static double cosine(double[] a, double[] b) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int n = 0; n < a.length; n++) {
            product += a[n] * b[n];
            squaresOfA += a[n] * a[n];
            squaresOfB += b[n] * b[n];
        }
        return product / Math.sqrt(squaresOfA * squaresOfB);
    }
}

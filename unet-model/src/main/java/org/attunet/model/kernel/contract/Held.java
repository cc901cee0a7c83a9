package org.attunet.model.kernel.contract;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Comparisons that end a check where they fail; what is not a number fails everywhere. */
final class Held {
    private Held() {}

    /** Passes within an absolute distance. */
    static void near(double found, double expected, double distance) {
        if (!(Math.abs(found - expected) <= distance)) {
            throw new BrokenContractException(
                    String.format(Locale.ROOT, "expected %.9g within %.2g, found %.9g", expected, distance, found));
        }
    }

    /** Passes where all numbers are within an absolute distance. */
    static void near(INDArray found, INDArray expected, double distance) {
        double[] one = numbers(found);
        double[] other = numbers(expected);
        for (int n = 0; n < Math.max(one.length, other.length); n++) {
            near(one[n], other[n], distance);
        }
    }

    private static double[] numbers(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }
}

package org.attunet.eval.inference;

import org.attunet.eval.Npy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Predictors whose answers are known. */
final class Formulas {
    private Formulas() {}

    /** Logits of one patch, both in network order. */
    @FunctionalInterface
    private interface Patchwise {
        void answer(float[] patch, int x, int y, int z, float[][] logits);
    }

    private static Predictor patchwise(Patchwise formula) {
        return batch -> {
            int n = (int) batch.size(0);
            int x = (int) batch.size(2);
            int y = (int) batch.size(3);
            int z = (int) batch.size(4);
            float[] all = batch.dup('c').data().asFloat();
            float[] answer = new float[2 * all.length];
            for (int p = 0; p < n; p++) {
                float[] patch = java.util.Arrays.copyOfRange(all, p * x * y * z, (p + 1) * x * y * z);
                float[][] logits = new float[2][x * y * z];
                formula.answer(patch, x, y, z, logits);
                System.arraycopy(logits[0], 0, answer, 2 * p * x * y * z, x * y * z);
                System.arraycopy(logits[1], 0, answer, (2 * p + 1) * x * y * z, x * y * z);
            }
            return Nd4j.create(answer, new long[] {n, 2, x, y, z}, 'c');
        };
    }

    /** in·(1 + i/X) + j/Y − (k/Z)², and mean over the patch + (i/X)(j/Y)(k/Z). */
    static Predictor position() {
        return patchwise((patch, x, y, z, logits) -> {
            double mean = 0;
            for (float value : patch) {
                mean += (double) value / patch.length;
            }
            for (int n = 0; n < patch.length; n++) {
                int row = n / z;
                int slab = row / y;
                double i = slab / (double) x;
                double j = row % y / (double) y;
                double k = n % z / (double) z;
                logits[0][n] = (float) (patch[n] * (1 + i) + j - k * k);
                logits[1][n] = (float) (mean + i * j * k);
            }
        });
    }

    /** 3×3×3 convolution from one channel to two, zeros around every patch. */
    static Predictor convolution(Npy kernel, Npy bias) {
        return patchwise((patch, x, y, z, logits) -> {
            for (int n = 0; n < patch.length; n++) {
                for (int c = 0; c < 2; c++) {
                    logits[c][n] = bias.values()[c] + weighted(patch, n, x, y, z, kernel.values(), 27 * c);
                }
            }
        });
    }

    private static float weighted(float[] patch, int n, int x, int y, int z, float[] kernel, int from) {
        double sum = 0;
        for (int q = 0; q < 27; q++) {
            int i = n / z / y + q / 9 - 1;
            int j = n / z % y + q / 3 % 3 - 1;
            int k = n % z + q % 3 - 1;
            if (i >= 0 && j >= 0 && k >= 0 && i < x && j < y && k < z) {
                sum += (double) kernel[from + q] * patch[(i * y + j) * z + k];
            }
        }
        return (float) sum;
    }

    /** The input as the logit of class 1, its negative as that of class 0. */
    static Predictor copying() {
        return batch -> Nd4j.concat(1, batch.neg(), batch);
    }

    /** Counts the patches shown. */
    static final class Counting implements Predictor {
        private final Predictor inner;
        private int patches;

        Counting(Predictor inner) {
            this.inner = inner;
        }

        @Override
        public INDArray logits(INDArray batch) {
            patches += (int) batch.size(0);
            return inner.logits(batch);
        }

        int patches() {
            return patches;
        }
    }
}

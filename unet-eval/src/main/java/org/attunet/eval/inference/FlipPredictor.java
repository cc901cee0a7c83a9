package org.attunet.eval.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.attunet.model.execution.ImageInference;
import org.attunet.model.kernel.WindowedImage;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Shows every patch to a network as it is and mirrored, and answers with the mean of the probabilities (as their
 * logarithms, which are logits of them). The body is not symmetric: a network should have been trained with the same
 * flips.
 *
 * @param inner the network
 * @param axes array axes to mirror along (0, 1, 2), in all combinations: 2, 4 or 8 looks at every patch
 */
public record FlipPredictor(Predictor inner, Set<Integer> axes) implements Predictor {
    /** A probability is never quite 0: its logarithm has to stay a number. */
    private static final float SMALLEST = 1e-12f;

    @Override
    public INDArray logits(INDArray batch) {
        long[] shape = batch.shape();
        float[] input = batch.dup('c').data().asFloat();
        List<Integer> flips = flips();
        float[] sum = null;
        long[] answer = shape.clone();
        for (int flip : flips) {
            try (INDArray look = Nd4j.create(flipped(input, shape, flip), shape, 'c')) {
                Logits logits = Logits.of(inner.logits(look), shape);
                answer[1] = logits.classes();
                float[] probabilities = flipped(softmax(logits.values(), answer), answer, flip);
                sum = sum == null ? new float[probabilities.length] : sum;
                for (int n = 0; n < sum.length; n++) {
                    sum[n] += probabilities[n] / flips.size();
                }
            }
        }
        for (int n = 0; n < sum.length; n++) {
            sum[n] = (float) Math.log(Math.max(sum[n], SMALLEST));
        }
        return Nd4j.create(sum, answer, 'c');
    }

    /** The same looks at whole images, where the network inside takes one over. */
    @Override
    public Optional<ImageInference> begin(WindowedImage image, List<Integer> looks) {
        return looks.equals(AS_THEY_ARE) && !axes.isEmpty() ? inner.begin(image, flips()) : Optional.empty();
    }

    private List<Integer> flips() {
        return IntStream.range(0, 8).filter(this::allowed).boxed().toList();
    }

    /** Whether the set bits of {@code flip} are all axes to mirror. */
    private boolean allowed(int flip) {
        return IntStream.range(0, 3).allMatch(axis -> (flip >> axis & 1) == 0 || axes.contains(axis));
    }

    private static float[] flipped(float[] values, long[] shape, int flip) {
        int x = (int) shape[2];
        int y = (int) shape[3];
        int z = (int) shape[4];
        float[] result = new float[values.length];
        for (int row = 0; row < values.length / z; row++) {
            int i = row / y % x;
            int j = row % y;
            int from = row - i * y - j + ((flip & 1) == 0 ? i : x - 1 - i) * y + ((flip & 2) == 0 ? j : y - 1 - j);
            for (int k = 0; k < z; k++) {
                result[row * z + k] = values[from * z + ((flip & 4) == 0 ? k : z - 1 - k)];
            }
        }
        return result;
    }

    private static float[] softmax(float[] logits, long[] shape) {
        int classes = (int) shape[1];
        int voxels = (int) (shape[2] * shape[3] * shape[4]);
        for (int patch = 0; patch < shape[0]; patch++) {
            int first = patch * classes;
            float[][] values = new float[classes][];
            for (int c = 0; c < classes; c++) {
                values[c] = Arrays.copyOfRange(logits, (first + c) * voxels, (first + c + 1) * voxels);
            }
            Classes.softmax(values);
            for (int c = 0; c < classes; c++) {
                System.arraycopy(values[c], 0, logits, (first + c) * voxels, voxels);
            }
        }
        return logits;
    }
}

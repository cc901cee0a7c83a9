package org.attunet.model.kernel.onednn;

import java.util.stream.IntStream;
import org.attunet.model.kernel.ClassSums;

/** Softmax over the classes of stacked predictions, the sums that losses are made of, and their backward pass. */
abstract class ProbabilityKernels extends ElementwiseKernels {
    private static final Scratch VALUES = new Scratch();
    private static final Scratch LABELS = new Scratch();
    /** Voxels whose probabilities are summed at a time. */
    private static final int CHUNK = 256;

    @Override
    public void softmax(Voxels logits, int classes, Voxels out) {
        map(logits, out, (sample, start, v, count) -> {
            for (int at = 0; at < count; at += classes) {
                softmax(v, at, classes);
            }
        });
    }

    private static void softmax(float[] z, int from, int classes) {
        if (classes == 2) {
            float e = (float) Math.exp(-Math.abs(z[from + 1] - z[from]));
            float large = 1 / (1 + e);
            float small = e / (1 + e);
            boolean second = z[from + 1] > z[from];
            z[from] = second ? small : large;
            z[from + 1] = second ? large : small;
            return;
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int c = from; c < from + classes; c++) {
            max = Math.max(max, z[c]);
        }
        double sum = 0;
        for (int c = from; c < from + classes; c++) {
            z[c] = (float) Math.exp(z[c] - max);
            sum += z[c];
        }
        for (int c = from; c < from + classes; c++) {
            z[c] = (float) (z[c] / sum);
        }
    }

    /** Each pair of sample and prediction is summed in one fixed order, voxel by voxel. */
    @Override
    public ClassSums classSums(Voxels p, Voxels labels, int classes, boolean logs) {
        int samples = p.extent().samples();
        int predictions = p.extent().channels() / classes;
        ClassSums sums = ClassSums.zeros(samples * p.extent().channels());
        IntStream.range(0, samples * predictions).parallel().forEach(job -> {
            ClassSums own = ClassSums.zeros(classes);
            add(p, labels, job / predictions, job % predictions * classes, logs, own);
            sums.put(job * classes, own);
        });
        return sums;
    }

    private static void add(Voxels p, Voxels labels, int sample, int channel, boolean logs, ClassSums sums) {
        int channels = p.extent().channels();
        float[] v = VALUES.array(CHUNK * channels);
        float[] y = LABELS.array(CHUNK);
        for (int start = 0; start < p.extent().voxels(); start += CHUNK) {
            int count = Math.min(CHUNK, p.extent().voxels() - start);
            p.read(sample, start * channels, v, count * channels);
            labels.read(sample, start, y, count);
            for (int n = 0; n < count; n++) {
                add(v, n * channels + channel, (int) y[n], logs, sums);
            }
        }
    }

    private static void add(float[] p, int from, int label, boolean logs, ClassSums sums) {
        double[] probability = sums.probability();
        int most = 0;
        for (int c = 0; c < probability.length; c++) {
            probability[c] += p[from + c];
            most = p[from + c] > p[from + most] ? c : most;
        }
        sums.decided()[most]++;
        sums.overlap()[label] += p[from + label];
        sums.labelled()[label]++;
        if (logs) {
            sums.logarithm()[label] += Math.log(Math.max(p[from + label], Float.MIN_NORMAL));
        }
    }

    @Override
    public void softmaxGradient(Voxels p, Voxels labels, int classes, ClassSums by) {
        int channels = p.extent().channels();
        Tiles tiles = new Tiles(p.extent());
        tiles.inParallel((number, sample) -> {
            float[] v = VALUES.array(tiles.chunk());
            float[] y = LABELS.array(tiles.chunk() / channels);
            tiles.chunks(number, (start, count) -> {
                p.read(sample, start, v, count);
                labels.read(sample, start / channels, y, count / channels);
                for (int at = 0; at < count; at += classes) {
                    gradient(v, at, (int) y[at / channels], classes, by, sample * channels + at % channels);
                }
                p.write(sample, start, v, count);
            });
        });
    }

    private static void gradient(float[] p, int from, int label, int classes, ClassSums by, int plane) {
        float atLabel = (float) by.overlap()[plane + label];
        float log = (float) by.logarithm()[plane + label];
        float mean = p[from + label] * atLabel;
        for (int c = 0; c < classes; c++) {
            mean += p[from + c] * (float) by.probability()[plane + c];
        }
        for (int c = 0; c < classes; c++) {
            float slope = (float) by.probability()[plane + c] + (c == label ? atLabel : 0) - mean;
            p[from + c] = p[from + c] * slope + log * ((c == label ? 1 : 0) - p[from + c]);
        }
    }
}

package org.attunet.data.transform;

import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * Mean and population standard deviation of a volume after a clip, in one pass. Slices are summed apart and added in order,
 * so the result does not depend on the number of threads; for shorts without a clip every sum is exact.
 *
 * @param mean mean of the clipped values
 * @param deviation root of their mean squared distance from it (NumPy's {@code std} with {@code ddof=0})
 */
record ClippedStatistics(double mean, double deviation) {

    static ClippedStatistics of(Volume volume, Rescale clip) {
        boolean exact = volume.isShort() && clip.isIdentity();
        Size size = volume.size();
        int slice = size.x() * size.y();
        double shift = exact ? 0 : clip.clip(volume.get(0));
        double[][] sums = IntStream.range(0, size.z())
                .parallel()
                .mapToObj(k ->
                        exact ? sums(volume.shorts(), k * slice, slice) : sums(volume, k * slice, slice, clip, shift))
                .toArray(double[][]::new);
        double sum = 0;
        double squares = 0;
        for (double[] part : sums) {
            sum += part[0];
            squares += part[1];
        }
        double mean = sum / size.voxels();
        double variance = squares / size.voxels() - mean * mean;
        return new ClippedStatistics(mean + shift, Math.sqrt(Math.max(variance, 0)));
    }

    private static double[] sums(short[] voxels, int from, int length) {
        long sum = 0;
        long squares = 0;
        for (int n = from; n < from + length; n++) {
            sum += voxels[n];
            squares += voxels[n] * voxels[n];
        }
        return new double[] {sum, squares};
    }

    private static double[] sums(Volume volume, int from, int length, Rescale clip, double shift) {
        double sum = 0;
        double squares = 0;
        for (int n = from; n < from + length; n++) {
            double value = clip.clip(volume.get(n)) - shift;
            sum += value;
            squares += value * value;
        }
        return new double[] {sum, squares};
    }
}

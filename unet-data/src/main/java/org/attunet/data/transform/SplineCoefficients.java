package org.attunet.data.transform;

import java.util.stream.IntStream;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;

/**
 * The coefficients of the cubic B-spline through every voxel of a volume: along each axis a recursive filter forth and back with
 * the pole √3 − 2 (Unser, Aldroubi and Eden 1993), the volume mirrored about its outer voxels' centres. Filtered in place.
 */
final class SplineCoefficients {
    private static final double POLE = Math.sqrt(3) - 2;
    private static final float GAIN = 6;

    /** Terms of the first sum after which nothing is left in single precision. */
    private static final int HORIZON = 14;

    private final float[] values;
    private final Size size;

    private SplineCoefficients(float[] values, Size size) {
        this.values = values;
        this.size = size;
    }

    /** Replaces the volume's floats by coefficients. */
    static Volume inPlaceOf(Volume volume) {
        SplineCoefficients filter = new SplineCoefficients(volume.floats(), volume.size());
        filter.along(0);
        filter.along(1);
        filter.along(2);
        return volume;
    }

    private void along(int axis) {
        int length = size.along(axis);
        if (length == 1) {
            return;
        }
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.x() * size.y();
        // Lines that lie side by side are filtered together: one pass over memory for all of them.
        int width = axis == 0 ? 1 : size.x();
        int lines = size.voxels() / length;
        IntStream.range(0, lines / width).parallel().forEach(group -> {
            int line = group * width;
            int start = line / stride * stride * length + line % stride;
            filter(start, stride, length, width);
        });
    }

    private void filter(int start, int stride, int length, int width) {
        float pole = (float) POLE;
        first(start, stride, length, width);
        for (int n = 1; n < length; n++) {
            int at = start + n * stride;
            for (int i = 0; i < width; i++) {
                values[at + i] = GAIN * values[at + i] + pole * values[at + i - stride];
            }
        }
        int last = start + (length - 1) * stride;
        float factor = (float) (POLE / (POLE * POLE - 1));
        for (int i = 0; i < width; i++) {
            values[last + i] = factor * (values[last + i] + pole * values[last + i - stride]);
        }
        for (int n = length - 2; n >= 0; n--) {
            int at = start + n * stride;
            for (int i = 0; i < width; i++) {
                values[at + i] = pole * (values[at + i + stride] - values[at + i]);
            }
        }
    }

    /** The first value of the forward pass: the sum of the mirrored line before it, weighted by powers of the pole. */
    private void first(int start, int stride, int length, int width) {
        int period = 2 * (length - 1);
        for (int i = 0; i < width; i++) {
            double sum = 0;
            double weight = 1;
            for (int n = 0; n < Math.max(HORIZON, period); n++) {
                int mirrored = n % period < length ? n % period : period - n % period;
                sum += weight * values[start + mirrored * stride + i];
                weight *= POLE;
                if (Math.abs(weight) < 1e-9) {
                    break;
                }
            }
            values[start + i] = (float) (GAIN * sum);
        }
    }
}

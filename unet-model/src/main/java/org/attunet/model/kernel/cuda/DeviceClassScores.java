package org.attunet.model.kernel.cuda;

import java.util.Arrays;
import java.util.function.Supplier;
import org.attunet.model.kernel.ClassLoss;
import org.attunet.model.kernel.ClassScores;
import org.attunet.model.kernel.ClassSums;
import org.attunet.model.kernel.Shape;

/** Sums of probabilities that the host sees when it asks, and not before the gradient is on its way. */
final class DeviceClassScores implements ClassScores<DeviceTensor> {
    /** Sums of each plane, in the order of {@link ClassSums}. */
    private static final int KINDS = 5;

    private final DeviceSession device;
    private final ClassLoss loss;
    private final int planes;

    /** Doubles: the sums, and the weights of the planes' terms. */
    private final long sums;

    private final long dice;
    private final long logarithm;

    /** Gradients by Σp, Σpy and Σ y log p, floats. */
    private final long by;

    private final Readback readback;

    /** Takes memory, for as long as that of activations is kept. */
    DeviceClassScores(DeviceSession device, Shape size, ClassLoss loss) {
        this.device = device;
        this.loss = loss;
        this.planes = size.samples() * size.channels();
        this.sums = device.zeros((long) KINDS * planes * Double.BYTES);
        this.dice = device.doubles(loss.dice());
        this.logarithm = device.doubles(loss.logarithm());
        this.by = device.zeros(3L * planes * Float.BYTES);
        this.readback = device.driver().readback(KINDS * planes);
    }

    private static long voxels(DeviceTensor p) {
        return p.shape().voxels();
    }

    @Override
    public void forward(DeviceTensor p, DeviceTensor labels) {
        device.planeSums(
                "classSums",
                p,
                KINDS,
                sums,
                p,
                labels,
                voxels(p),
                p.shape().channels(),
                p.padded(),
                loss.classes(),
                loss.hasLogarithms());
    }

    @Override
    public void backward(DeviceTensor p, DeviceTensor labels) {
        long byOverlap = by + (long) planes * Float.BYTES;
        long byLogarithm = byOverlap + (long) planes * Float.BYTES;
        device.each(
                "lossGradient", planes, sums, planes, dice, logarithm, loss.a(), loss.b(), by, byOverlap, byLogarithm);
        device.each(
                "softmaxGradient",
                p.shape().length() / loss.classes(),
                p,
                labels,
                p.shape().samples(),
                voxels(p),
                p.shape().channels(),
                p.padded(),
                loss.classes(),
                by,
                byOverlap,
                byLogarithm);
    }

    @Override
    public Supplier<ClassSums> sums() {
        Supplier<double[]> copy = readback.begin(sums);
        return () -> {
            double[] all = copy.get();
            return new ClassSums(kind(all, 0), kind(all, 1), kind(all, 2), kind(all, 3), kind(all, 4));
        };
    }

    private double[] kind(double[] all, int kind) {
        return Arrays.copyOfRange(all, kind * planes, (kind + 1) * planes);
    }
}

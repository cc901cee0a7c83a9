package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.NormGroups;
import org.attunet.model.kernel.Normalisation;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;

/** Normalisation that the host does not see: sums become statistics, and these an affine map of each plane, on the device. */
final class DeviceNormalisation implements Normalisation<DeviceTensor> {
    private final DeviceSession device;
    private final NormGroups groups;
    private final long voxels;
    private final int padded;
    private final float slope;

    /** Sums of planes, then mean and reciprocal deviation of each set: doubles. */
    private final long sums;

    private final long mean;
    private final long inverse;

    /** Vectors of planes, [N, P] floats. */
    private final long scale;

    private final long shift;
    private final long centre;
    private final long b;
    private final long c;

    /** Takes memory for statistics, for as long as that of activations is kept. */
    DeviceNormalisation(DeviceSession device, Shape size, NormGroups groups, float slope) {
        this.device = device;
        this.groups = groups;
        this.voxels = size.voxels();
        this.padded = DeviceTensor.padded(size.channels());
        this.slope = slope;
        this.sums = device.zeros((2L * groups.planes() + 2L * groups.sets()) * Double.BYTES);
        this.mean = sums + 2L * groups.planes() * Double.BYTES;
        this.inverse = mean + (long) groups.sets() * Double.BYTES;
        long bytes = (long) groups.samples() * padded * Float.BYTES;
        this.scale = device.zeros(5 * bytes);
        this.shift = scale + bytes;
        this.centre = shift + bytes;
        this.b = centre + bytes;
        this.c = b + bytes;
    }

    private static long address(Parameter<DeviceTensor> parameter) {
        return parameter == null ? 0 : parameter.values().address();
    }

    @Override
    public void forward(DeviceTensor y, Parameters<DeviceTensor> parameters, DeviceTensor out) {
        long runningMean = address(parameters.mean());
        device.planeSums("moments", y, 2, sums, y, voxels, groups.channels(), padded, runningMean);
        device.each(
                "statistics",
                groups.sets(),
                sums,
                groups,
                padded,
                voxels,
                address(parameters.gamma()),
                address(parameters.beta()),
                runningMean,
                address(parameters.variance()),
                mean,
                inverse,
                scale,
                shift,
                centre);
        device.each("affine", y.chunks(), y, groups.samples(), voxels, padded, scale, shift, slope, out);
    }

    @Override
    public void backward(DeviceTensor y, DeviceTensor gradient, Parameters<DeviceTensor> parameters) {
        device.planeSums("gradientMoments", y, 2, sums, y, gradient, voxels, padded, scale, shift, centre, slope);
        device.each(
                "normGradient",
                groups.sets(),
                sums,
                groups,
                padded,
                voxels,
                address(parameters.gamma()),
                mean,
                inverse,
                b,
                c);
        device.each(
                "normParameterGradient",
                groups.channels(),
                sums,
                groups,
                inverse,
                parameters.gamma().gradient().address(),
                parameters.beta().gradient().address());
        device.each(
                "affineGradient", y.chunks(), y, gradient, groups.samples(), voxels, padded, scale, shift, slope, b, c);
    }
}

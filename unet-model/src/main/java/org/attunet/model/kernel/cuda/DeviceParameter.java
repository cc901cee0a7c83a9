package org.attunet.model.kernel.cuda;

import java.util.function.LongSupplier;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;

/**
 * A stretch of the vectors of parameters and of gradients in device memory: floats, whatever the precision of activations.
 *
 * @param valueAddress where the values lie
 * @param gradientAddress where the gradient lies, asked for when there is one
 * @param length numbers
 * @param changed called when values are replaced
 */
record DeviceParameter(
        DeviceSession device, long valueAddress, LongSupplier gradientAddress, int length, Runnable changed)
        implements Parameter<DeviceTensor> {
    private DeviceTensor at(long address) {
        return new DeviceTensor(new Shape(1, 1, 1, 1, length), address);
    }

    @Override
    public DeviceTensor values() {
        return at(valueAddress);
    }

    @Override
    public DeviceTensor gradient() {
        return at(gradientAddress.getAsLong());
    }

    @Override
    public DeviceParameter columns(int first, int count) {
        long offset = (long) first * Float.BYTES;
        return new DeviceParameter(
                device, valueAddress + offset, () -> gradientAddress.getAsLong() + offset, length - first, changed);
    }

    @Override
    public double[] doubles() {
        float[] floats = device.download(valueAddress, length);
        double[] doubles = new double[length];
        for (int n = 0; n < length; n++) {
            doubles[n] = floats[n];
        }
        return doubles;
    }

    @Override
    public void setValues(double[] replacing) {
        put(replacing, valueAddress);
        changed.run();
    }

    @Override
    public void setGradient(double[] gradient) {
        put(gradient, gradientAddress.getAsLong());
    }

    private void put(double[] numbers, long address) {
        float[] floats = new float[numbers.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) numbers[n];
        }
        device.upload(floats, address);
    }
}

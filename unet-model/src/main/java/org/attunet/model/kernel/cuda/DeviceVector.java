package org.attunet.model.kernel.cuda;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.attunet.model.kernel.ParameterVector;

/**
 * Numbers that lie like a network's parameters, floats in device memory; those that are made here go when their device does.
 *
 * @param address where they lie
 * @param length how many
 */
record DeviceVector(DeviceSession device, long address, long length) implements ParameterVector {
    /** Sums that a sum is made of, enough for every thread of a large device; and those that they are added up to on the way. */
    private static final int PARTS = 1 << 14;

    private static final int PARTS_OF_PARTS = 1 << 7;

    private DeviceVector like() {
        return new DeviceVector(device, device.kept().take(length * Float.BYTES), length);
    }

    private static long address(ParameterVector vector) {
        return ((DeviceVector) vector).address;
    }

    @Override
    public DeviceVector of(float[] values) {
        if (values.length != length) {
            throw new IllegalArgumentException(values.length + " numbers for " + length + " parameters");
        }
        DeviceVector vector = like();
        device.upload(values, vector.address);
        return vector;
    }

    @Override
    public DeviceVector copy() {
        DeviceVector copy = like();
        copy.assign(this);
        return copy;
    }

    @Override
    public void assign(ParameterVector other) {
        device.driver().copy(address(other), address, length * Float.BYTES);
    }

    @Override
    public void scale(double factor) {
        device.each("scaleVector", length, address, length, (float) factor);
    }

    @Override
    public void multiply(ParameterVector other) {
        device.each("multiplyVector", length, address, address(other), length);
    }

    @Override
    public void add(double factor, ParameterVector other) {
        device.each("addVector", length, address, address(other), length, (float) factor);
    }

    @Override
    public void addProduct(ParameterVector a, ParameterVector b) {
        device.each("addProducts", length, address, address(a), address(b), length);
    }

    @Override
    public void approach(double share, ParameterVector other) {
        device.each("approach", length, address, address(other), length, (float) share);
    }

    /** Nobody waits: the length is compared where it is computed. */
    @Override
    public DoubleSupplier clip(double largest) {
        long squares = device.pool().take((PARTS + PARTS_OF_PARTS + 1L) * Double.BYTES);
        long fewer = squares + (long) PARTS * Double.BYTES;
        long one = fewer + (long) PARTS_OF_PARTS * Double.BYTES;
        device.each("squares", PARTS, address, length, PARTS, squares);
        device.each("addUp", PARTS_OF_PARTS, squares, PARTS, PARTS_OF_PARTS, fewer);
        device.each("addUp", 1, fewer, PARTS_OF_PARTS, 1, one);
        if (largest > 0) {
            device.each("clipVector", length, address, length, one, largest);
        }
        Supplier<double[]> copy = device.readback().begin(one);
        device.pool().give(squares);
        return () -> Math.sqrt(copy.get()[0]);
    }

    @Override
    public double norm() {
        return clip(0).getAsDouble();
    }

    /** Squares of finite floats are finite doubles, and so is their sum. */
    @Override
    public boolean isFinite() {
        return Double.isFinite(norm());
    }
}

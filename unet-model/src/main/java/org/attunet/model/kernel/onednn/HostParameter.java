package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
import org.bytedeco.javacpp.FloatPointer;

/** A stretch of the one vector that holds all parameters, and of the gradient that lies like it. */
record HostParameter(HostParameters all, long place, int length) implements Parameter<Voxels> {
    private Voxels seen(FloatPointer vector) {
        return new FloatVoxels(new Shape(1, length, 1, 1, 1), vector.getPointer(place));
    }

    @Override
    public Voxels values() {
        return seen(all.valueMemory());
    }

    @Override
    public Voxels gradient() {
        return seen(all.gradientMemory());
    }

    @Override
    public HostParameter columns(int first, int count) {
        return new HostParameter(all, place + first, length - first);
    }

    @Override
    public double[] doubles() {
        float[] floats = new float[length];
        all.valueMemory().getPointer(place).get(floats);
        double[] doubles = new double[length];
        for (int n = 0; n < length; n++) {
            doubles[n] = floats[n];
        }
        return doubles;
    }

    @Override
    public void setValues(double[] replacing) {
        put(replacing, all.valueMemory());
        all.changed();
    }

    @Override
    public void setGradient(double[] gradient) {
        put(gradient, all.gradientMemory());
    }

    private void put(double[] numbers, FloatPointer vector) {
        float[] floats = new float[numbers.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = (float) numbers[n];
        }
        vector.getPointer(place).put(floats);
    }
}

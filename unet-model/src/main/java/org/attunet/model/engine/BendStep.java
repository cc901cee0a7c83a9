package org.attunet.model.engine;

import java.util.Arrays;

/** {@code max(x, slope · x)} on its own. */
final class BendStep implements Step {
    private final Value in;
    private final Value out;
    private final double slope;

    BendStep(Value in, Value out, double slope) {
        this.in = in;
        this.out = out;
        this.slope = slope;
    }

    @Override
    public void infer() {
        forward();
        in.read();
    }

    @Override
    public void forward() {
        double[] ones = new double[in.extent().samples() * in.extent().channels()];
        Arrays.fill(ones, 1);
        Passes.affine(in.data(), ones, new double[ones.length], slope, out.open());
    }

    @Override
    public void backward() {
        Passes.throughOutput(out.data(), out.gradient(), slope);
        if (in.hasGradient()) {
            Passes.add(out.gradient(), in.gradient());
        } else {
            Passes.copy(out.gradient(), in.gradient());
        }
        out.release();
    }
}

package org.attunet.model.engine;

/** {@code a + b}. */
final class SumStep implements Step {
    private final Value a;
    private final Value b;
    private final Value out;

    SumStep(Value a, Value b, Value out) {
        this.a = a;
        this.b = b;
        this.out = out;
    }

    @Override
    public void infer() {
        forward();
        a.read();
        b.read();
    }

    @Override
    public void forward() {
        Passes.copy(a.data(), out.open());
        Passes.add(b.data(), out.data());
    }

    @Override
    public void backward() {
        hand(a);
        hand(b);
        out.release();
    }

    private void hand(Value input) {
        if (!input.isDifferentiable()) {
            return;
        }
        if (input.hasGradient()) {
            Passes.add(out.gradient(), input.gradient());
        } else {
            Passes.copy(out.gradient(), input.gradient());
        }
    }
}

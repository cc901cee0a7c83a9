package org.attunet.model.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution by oneDNN. Each operation is planned once for a shape, in the layouts that oneDNN finds fastest, and planned again
 * only for another shape.
 */
final class OneDnnConvolution implements Convolution {
    /** Shapes whose plans are kept: patches in training, windows in validation, a last smaller batch. */
    private static final int KEPT = 4;

    private final Kernel kernel;
    private final Map<Shape, OneDnnPlan> plans = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, OneDnnPlan> eldest) {
            return size() > KEPT;
        }
    };

    OneDnnConvolution(Kernel kernel) {
        this.kernel = kernel;
    }

    /** What a plan is made for. */
    record Shape(
            long samples, long in, long out, long x, long y, long z, boolean bias, double slope, Purpose purpose) {}

    /** Which of the three operations. */
    enum Purpose {
        FORWARD,
        BY_DATA,
        BY_WEIGHTS
    }

    private OneDnnPlan plan(INDArray x, INDArray weights, boolean bias, double slope, Purpose purpose) {
        Shape shape =
                new Shape(x.size(0), x.size(1), weights.size(0), x.size(2), x.size(3), x.size(4), bias, slope, purpose);
        return plans.computeIfAbsent(shape, s -> OneDnnPlan.of(s, kernel));
    }

    @Override
    public void forward(INDArray x, INDArray weights, INDArray bias, INDArray y) {
        forwardActivated(x, weights, bias, 1, y);
    }

    @Override
    public void forwardActivated(INDArray x, INDArray weights, INDArray bias, double slope, INDArray y) {
        plan(x, weights, bias != null, slope, Purpose.FORWARD).run(x, weights, bias, y);
    }

    @Override
    public void backward(INDArray x, INDArray weights, INDArray dy, INDArray dx, INDArray dw, INDArray db) {
        plan(x, weights, db != null, 1, Purpose.BY_WEIGHTS).run(x, dw, db, dy);
        if (dx != null) {
            plan(x, weights, false, 1, Purpose.BY_DATA).run(dx, weights, null, dy);
        }
    }
}

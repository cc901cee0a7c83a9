package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Bfloat16;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A convolution of activations that are kept in fewer bits by one of floats, on any processor: operands are widened, results rounded.
 * Weights are rounded before they are multiplied, as they are where a processor multiplies what is kept.
 */
final class WideningConvolution extends VolumeConvolution {
    private final Dnn dnn;
    private final VolumeConvolution floats;
    private final int weights;
    private final boolean adds;

    /**
     * @param dnn of floats
     */
    WideningConvolution(Dnn dnn, Shape in, int out, Stencil kernel, long row, Epilogue epilogue) {
        super(dnn.arena());
        this.dnn = dnn;
        this.floats = of(dnn, in, out, kernel, row, epilogue);
        this.weights = (int) ((out - 1) * row + kernel.rowLength(in.channels()));
        this.adds = epilogue.adds();
    }

    private Voxels wide(Shape extent) {
        return dnn.arena().take(extent);
    }

    private Voxels widened(Voxels narrow) {
        Voxels wide = wide(narrow.extent());
        ElementwiseKernels.copied(narrow, wide);
        return wide;
    }

    private FloatPointer rounded(FloatPointer values) {
        float[] numbers = new float[weights];
        values.get(numbers);
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = Bfloat16.round(numbers[n]);
        }
        FloatPointer rounded = dnn.arena().take(weights);
        rounded.put(numbers);
        return rounded;
    }

    @Override
    FloatPointer prepare(FloatPointer values) {
        FloatPointer rounded = rounded(values);
        FloatPointer prepared = floats.prepare(rounded);
        dnn.arena().give(rounded);
        return prepared;
    }

    @Override
    void forwardPrepared(Voxels x, FloatPointer prepared, FloatPointer bias, Voxels y) {
        Voxels wideX = widened(x);
        Voxels wideY = adds ? widened(y) : wide(y.extent());
        floats.forwardPrepared(wideX, prepared, bias, wideY);
        dnn.arena().give(wideX);
        ElementwiseKernels.copied(wideY, y);
        dnn.arena().give(wideY);
    }

    @Override
    void backwardWeights(Voxels x, Voxels dy, FloatPointer dw, FloatPointer db) {
        Voxels wideX = widened(x);
        Voxels wideDy = widened(dy);
        floats.backwardWeights(wideX, wideDy, dw, db);
        dnn.arena().give(wideX);
        dnn.arena().give(wideDy);
    }

    @Override
    void backwardData(Voxels dy, FloatPointer values, Voxels dx) {
        FloatPointer rounded = rounded(values);
        Voxels wideDy = widened(dy);
        Voxels wideDx = wide(dx.extent());
        floats.backwardData(wideDy, rounded, wideDx);
        dnn.arena().give(rounded);
        dnn.arena().give(wideDy);
        ElementwiseKernels.copied(wideDx, dx);
        dnn.arena().give(wideDx);
    }
}

package org.attunet.model.kernel.onednn;

import java.util.List;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolutions of bfloat16 by a processor that multiplies it, beside those that are widened to floats. Needs nothing but oneDNN, so
 * that it also runs where a processor is emulated.
 *
 * @param in size of the input
 * @param out output channels
 */
record HalfConvolutions(Shape in, int out, Stencil stencil, Epilogue epilogue) {
    /** What numbers differ by that were rounded to neighbours in either way, and what a few such come to. */
    private static final double ROUNDING = 2.0 / 256;

    /** As they occur in networks: from one channel, between many, to few; pointwise, strided, in odd numbers, of 30 · n voxels; with
     * each epilogue. */
    static List<HalfConvolutions> all() {
        Epilogue relu = new Epilogue(true, false, 0);
        return List.of(
                new HalfConvolutions(new Shape(2, 1, 6, 5, 9), 16, Stencil.same(3), Epilogue.BIAS),
                new HalfConvolutions(new Shape(2, 16, 6, 5, 9), 32, Stencil.same(3), Epilogue.BIAS),
                new HalfConvolutions(new Shape(1, 64, 6, 5, 7), 64, Stencil.same(3), relu),
                new HalfConvolutions(new Shape(2, 32, 6, 5, 9), 2, Stencil.same(3), Epilogue.BIAS),
                new HalfConvolutions(new Shape(1, 5, 3, 7, 5), 7, Stencil.same(3), new Epilogue(true, false, 0.01)),
                new HalfConvolutions(new Shape(2, 32, 4, 4, 6), 32, Stencil.same(1), Epilogue.PLAIN),
                new HalfConvolutions(new Shape(2, 16, 4, 4, 6), 32, Stencil.same(1), new Epilogue(true, true, 0)),
                new HalfConvolutions(new Shape(1, 16, 4, 4, 6), 1, Stencil.same(1), Epilogue.BIAS),
                new HalfConvolutions(new Shape(2, 16, 6, 5, 9), 1, Stencil.same(1), Epilogue.BIAS),
                new HalfConvolutions(new Shape(2, 3, 2, 5, 6), 3, Stencil.same(1), Epilogue.PLAIN),
                new HalfConvolutions(new Shape(1, 8, 4, 4, 6), 8, new Stencil(2, 2, 0), Epilogue.PLAIN));
    }

    /** Largest differences, as shares of the largest numbers: of the output, of the gradients by weights, bias and input. */
    double[] differences() {
        float[][] found = numbers(false);
        float[][] widened = numbers(true);
        double[] differences = new double[found.length];
        for (int n = 0; n < differences.length; n++) {
            double largest = 0;
            for (int i = 0; i < widened[n].length; i++) {
                differences[n] = Math.max(differences[n], Math.abs(found[n][i] - widened[n][i]));
                largest = Math.max(largest, Math.abs(widened[n][i]));
            }
            differences[n] /= Math.max(largest, Float.MIN_NORMAL);
        }
        return differences;
    }

    /** Whether both ways come to the same. */
    boolean agree() {
        for (double difference : differences()) {
            if (!(difference <= ROUNDING)) {
                return false;
            }
        }
        return true;
    }

    private float[][] numbers(boolean isWidened) {
        try (Dnn dnn = Dnn.create(Kept.BFLOAT16);
                Dnn wide = Dnn.create(Kept.FLOAT)) {
            long row = stencil.rowLength(in.channels());
            VolumeConvolution convolution = isWidened
                    ? new WideningConvolution(wide, in, out, stencil, row, epilogue)
                    : VolumeConvolution.of(dnn, in, out, stencil, row, epilogue);
            FloatPointer weights = floats(dnn, out * row, 3);
            FloatPointer bias = floats(dnn, out, 4);
            Voxels x = voxels(dnn, in, 1);
            Voxels y = voxels(dnn, stencil.output(in, out), 2);
            convolution.forwardPrepared(x, convolution.prepare(weights), bias, y);
            Voxels dy = voxels(dnn, y.extent(), 5);
            FloatPointer dw = floats(dnn, out * row, 0);
            FloatPointer db = floats(dnn, out, 0);
            convolution.backwardWeights(x, dy, dw, db);
            Voxels dx = voxels(dnn, in, 6);
            convolution.backwardData(dy, weights, dx);
            float[] ofBias = epilogue.biased() ? numbers(db, out) : new float[0];
            return new float[][] {numbers(wide, y), numbers(dw, out * row), ofBias, numbers(wide, dx)};
        }
    }

    private static float number(long n, int seed) {
        return (n * 7919 + seed * 104729L) % 1009 / 504f - 1;
    }

    private static FloatPointer floats(Dnn dnn, long count, int seed) {
        float[] values = new float[(int) count];
        for (int n = 0; n < values.length; n++) {
            values[n] = number(n, seed);
        }
        FloatPointer pointer = dnn.arena().take(count);
        pointer.put(values);
        return pointer;
    }

    private static Voxels voxels(Dnn dnn, Shape shape, int seed) {
        Voxels floats = new FloatVoxels(shape, floats(dnn, shape.length(), seed));
        Voxels voxels = dnn.arena().take(shape);
        ElementwiseKernels.copied(floats, voxels);
        return voxels;
    }

    private static float[] numbers(FloatPointer pointer, long count) {
        float[] values = new float[(int) count];
        pointer.get(values);
        return values;
    }

    private static float[] numbers(Dnn wide, Voxels voxels) {
        Voxels floats = wide.arena().take(voxels.extent());
        ElementwiseKernels.copied(voxels, floats);
        return numbers(floats.memory(), voxels.extent().length());
    }
}

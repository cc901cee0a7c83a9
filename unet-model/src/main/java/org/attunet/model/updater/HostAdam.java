package org.attunet.model.updater;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam over floats in host memory, in one pass that Java vectorises: what ND4J's {@code AdamUpdater} gives, bit for bit, until
 * after some thousand steps the powers in its rate, which ND4J takes in float, may differ in their last one.
 *
 * @param rate of the step, both bias corrections included
 * @param beta1 how much of the first moment is kept
 * @param beta2 how much of the second
 * @param epsilon added to the root
 */
record HostAdam(float rate, float beta1, float beta2, float epsilon) {
    /** Floats at a time: a chunk of all three arrays stays in the first-level cache. */
    private static final int CHUNK = 2048;

    /** What a thread takes at once. */
    private static final int SPAN = 64 * CHUNK;

    /** ND4J rounds everything to floats, so the same is done here. */
    static HostAdam of(double rate, double beta1, double beta2, double epsilon, int iteration) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float power1 = (float) Math.pow(b1, iteration + 1);
        float power2 = (float) Math.pow(b2, iteration + 1);
        float root = (float) Math.sqrt((float) (1.0 - power2));
        return new HostAdam((float) ((float) rate * root / (1.0 - power1)), b1, b2, (float) epsilon);
    }

    /** Moves both moments and turns the gradient into what the parameters are lowered by; dense arrays of one length. */
    void apply(INDArray gradient, INDArray first, INDArray second) {
        int length = Math.toIntExact(gradient.length());
        FloatBuffer g = memory(gradient, length);
        FloatBuffer m = memory(first, length);
        FloatBuffer v = memory(second, length);
        IntStream.range(0, (length + SPAN - 1) / SPAN)
                .parallel()
                .forEach(span -> apply(g, m, v, span * SPAN, Math.min(length, (span + 1) * SPAN)));
    }

    private static FloatBuffer memory(INDArray array, int length) {
        return new FloatPointer(array.data().pointer())
                .position(array.offset())
                .limit(array.offset() + length)
                .asBuffer();
    }

    private void apply(FloatBuffer gradient, FloatBuffer first, FloatBuffer second, int from, int to) {
        float[] g = new float[CHUNK];
        float[] m = new float[CHUNK];
        float[] v = new float[CHUNK];
        for (int start = from; start < to; start += CHUNK) {
            int count = Math.min(CHUNK, to - start);
            gradient.get(start, g, 0, count);
            first.get(start, m, 0, count);
            second.get(start, v, 0, count);
            step(g, m, v, count);
            gradient.put(start, g, 0, count);
            first.put(start, m, 0, count);
            second.put(start, v, 0, count);
        }
    }

    private void step(float[] g, float[] m, float[] v, int count) {
        float left1 = 1 - beta1;
        float left2 = 1 - beta2;
        for (int n = 0; n < count; n++) {
            m[n] = beta1 * m[n] + g[n] * left1;
            v[n] = beta2 * v[n] + g[n] * g[n] * left2;
            g[n] = m[n] * rate / ((float) Math.sqrt(v[n]) + epsilon);
        }
    }
}

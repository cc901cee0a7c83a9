package org.attunet.model.kernel.onednn;

/** Arrays on the heap that a thread uses again and again; their contents last until the next use of that number. */
final class Scratch {
    private static final int ARRAYS = 16;
    private static final ThreadLocal<float[][]> OF_THREAD = ThreadLocal.withInitial(() -> new float[ARRAYS][]);

    private Scratch() {}

    /** Array number {@code n}, of at least that length, with arbitrary contents. */
    static float[] array(int n, int length) {
        float[][] arrays = OF_THREAD.get();
        if (arrays[n] == null || arrays[n].length < length) {
            arrays[n] = new float[length];
        }
        return arrays[n];
    }
}

package org.attunet.model.kernel.onednn;

/** An array on the heap that each thread has for itself and uses again and again; whoever keeps one shares it with nobody. */
final class Scratch {
    private final ThreadLocal<float[]> ofThread = ThreadLocal.withInitial(() -> new float[0]);

    /** This thread's, of at least that length, with what was left in it. */
    float[] array(int length) {
        float[] array = ofThread.get();
        if (array.length < length) {
            array = new float[length];
            ofThread.set(array);
        }
        return array;
    }
}

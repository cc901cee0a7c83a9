package org.attunet.model.layer;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN on this thread: the engine, a stream, and scratch memory that all layers share. Layers of one graph run one after the
 * other, so a few buffers as large as the largest need suffice.
 */
final class OneDnn {
    private static final ThreadLocal<OneDnn> OF_THREAD = ThreadLocal.withInitial(OneDnn::new);
    private static final int BUFFERS = 4;

    private final engine processor = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(processor);
    private final BytePointer[] buffers = new BytePointer[BUFFERS];

    private OneDnn() {}

    /** Asked once: whether the native library is there and loads. */
    private static final class Availability {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                Loader.load(org.bytedeco.dnnl.global.dnnl.class);
                return true;
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                return false;
            }
        }
    }

    static boolean isAvailable() {
        return Availability.LOADED;
    }

    static OneDnn get() {
        return OF_THREAD.get();
    }

    engine engine() {
        return processor;
    }

    stream stream() {
        return queue;
    }

    /** Scratch memory number {@code n}, at least so many bytes; its contents last until the next use of that number. */
    Pointer buffer(int n, long bytes) {
        if (buffers[n] == null || buffers[n].capacity() < bytes) {
            if (buffers[n] != null) {
                buffers[n].close();
            }
            buffers[n] = new BytePointer(bytes);
        }
        return buffers[n];
    }

    /** Where a dense float array begins. */
    static Pointer address(INDArray array) {
        return ((FloatPointer) array.data().pointer()).getPointer(array.offset());
    }

    /** Waits until everything asked for is done. */
    void await() {
        queue._wait();
    }

    /** Copies between two layouts. */
    void reorder(memory from, memory to) {
        new org.bytedeco.dnnl.reorder(from, to).execute(queue, from, to);
    }
}

package org.attunet.model.kernel.cuda;

import org.bytedeco.cuda.cudnn.cudnnBackendDescriptor_t;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** One object of cuDNN's graph interface, filled attribute by attribute and then finalised. */
final class Descriptor implements AutoCloseable {
    private final cudnnBackendDescriptor_t handle = new cudnnBackendDescriptor_t();

    Descriptor(int kind) {
        Cuda.checkDnn(cudnn.cudnnBackendCreateDescriptor(kind, handle), "making descriptor " + kind);
    }

    cudnnBackendDescriptor_t handle() {
        return handle;
    }

    private Descriptor set(int name, int type, long count, Pointer values) {
        try (values) {
            Cuda.checkDnn(
                    cudnn.cudnnBackendSetAttribute(handle, name, type, count, values), "setting attribute " + name);
        }
        return this;
    }

    Descriptor longs(int name, long... values) {
        return set(name, cudnn.CUDNN_TYPE_INT64, values.length, new LongPointer(values));
    }

    /** A value of one of cuDNN's enumerations. */
    Descriptor choice(int name, int type, int value) {
        return set(name, type, 1, new IntPointer(new int[] {value}));
    }

    Descriptor number(int name, float value) {
        return set(name, cudnn.CUDNN_TYPE_FLOAT, 1, new FloatPointer(new float[] {value}));
    }

    /** Handles, addresses or other descriptors. */
    Descriptor pointers(int name, int type, Pointer... values) {
        return set(name, type, values.length, new PointerPointer<>(values));
    }

    Descriptor descriptor(int name, Descriptor value) {
        return pointers(name, cudnn.CUDNN_TYPE_BACKEND_DESCRIPTOR, value.handle);
    }

    Descriptor finish() {
        Cuda.checkDnn(cudnn.cudnnBackendFinalize(handle), "finishing a descriptor");
        return this;
    }

    @Override
    public void close() {
        cudnn.cudnnBackendDestroyDescriptor(handle);
    }
}

package org.attunet.model.kernel.cuda;

import java.util.List;
import org.bytedeco.cuda.cudnn.cudnnBackendDescriptor_t;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.DoublePointer;
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

    /** Sets what is false else. */
    Descriptor yes(int name) {
        return set(name, cudnn.CUDNN_TYPE_BOOLEAN, 1, new BooleanPointer(new boolean[] {true}));
    }

    Descriptor number(int name, double value) {
        return set(name, cudnn.CUDNN_TYPE_DOUBLE, 1, new DoublePointer(new double[] {value}));
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
        return descriptors(name, List.of(value));
    }

    Descriptor descriptors(int name, List<Descriptor> values) {
        Pointer[] handles = values.stream().map(Descriptor::handle).toArray(Pointer[]::new);
        return pointers(name, cudnn.CUDNN_TYPE_BACKEND_DESCRIPTOR, handles);
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

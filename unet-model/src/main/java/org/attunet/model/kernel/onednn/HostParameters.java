package org.attunet.model.kernel.onednn;

import org.attunet.model.kernel.Checksum;
import org.attunet.model.kernel.HostFloats;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TrainingStore;
import org.bytedeco.javacpp.FloatPointer;

/** The parameters of a network where DL4J keeps them, floats in host memory. */
public record HostParameters(NetworkArrays arrays) implements TrainingStore<Voxels> {
    @Override
    public Parameter<Voxels> get(String node, String name) {
        int length = (int) arrays.array(node, name).length();
        return new HostParameter(this, arrays.place(node, name), length);
    }

    FloatPointer valueMemory() {
        return HostFloats.of(arrays.values());
    }

    FloatPointer gradientMemory() {
        return HostFloats.of(arrays.gradient().get());
    }

    @Override
    public ParameterVector values() {
        return arrays.vector();
    }

    @Override
    public ParameterVector gradient() {
        return arrays.gradientVector();
    }

    private static Voxels stretch(FloatPointer vector, long from, long length) {
        return new FloatVoxels(new Shape(1, 1, (int) length, 1, 1), vector.getPointer(from));
    }

    @Override
    public Voxels gradient(long from, long length) {
        return stretch(gradientMemory(), from, length);
    }

    @Override
    public Voxels state(long from, long length) {
        return stretch(HostFloats.of(arrays.state().get()), from, length);
    }

    @Override
    public long checksum() {
        return Checksum.of(arrays.values());
    }
}

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
public final class HostParameters implements TrainingStore<Voxels> {
    private final NetworkArrays arrays;
    private long taken;
    private long changes;

    /** Of these arrays. */
    public HostParameters(NetworkArrays arrays) {
        this.arrays = arrays;
        refresh();
    }

    /** DL4J's arrays are these themselves: all that is to do is to see whether they were written. */
    @Override
    public void refresh() {
        long now = Checksum.of(arrays.values());
        if (now != taken) {
            taken = now;
            changes++;
        }
    }

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

    void changed() {
        changes++;
    }

    @Override
    public ParameterVector values() {
        changed(); // who asks may write
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

    /** Counts changes: to look at all values takes a network that is wide a twentieth of its time. */
    @Override
    public long version() {
        return changes;
    }
}

package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Checksum;
import org.attunet.model.kernel.HostFloats;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.ParameterVector;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TrainingStore;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a network in device memory, with their gradient and the optimiser's numbers. What DL4J keeps is a copy: fetched
 * when somebody looks at it, taken over when somebody wrote it.
 */
final class DeviceParameters implements TrainingStore<DeviceTensor> {
    private final DeviceSession device;
    private final NetworkArrays arrays;
    private final DeviceVector values;
    private DeviceVector gradient;
    private DeviceVector state;
    private long taken;
    private long changes;

    /** Takes the values over. */
    DeviceParameters(DeviceSession device, NetworkArrays arrays) {
        this.device = device;
        this.arrays = arrays;
        this.values = vector(arrays.values());
        upload();
    }

    private DeviceVector vector(INDArray like) {
        long bytes = like.length() * Float.BYTES;
        DeviceVector vector = new DeviceVector(device, device.kept().take(bytes), like.length());
        device.driver().clear(vector.address(), bytes);
        return vector;
    }

    private void upload() {
        upload(arrays.values(), values);
        INDArray moments = arrays.state().get();
        if (moments != null) {
            upload(moments, moments());
        }
        taken = hostChecksum();
        changes++;
    }

    private void upload(INDArray from, DeviceVector to) {
        device.driver().upload(HostFloats.of(from), to.address(), to.length() * Float.BYTES);
    }

    private long hostChecksum() {
        INDArray moments = arrays.state().get();
        return Checksum.of(arrays.values()) + (moments == null ? 0 : 31 * Checksum.of(moments));
    }

    @Override
    public void fetch() {
        download(values, arrays.values());
        if (gradient != null) {
            download(gradient, arrays.gradient().get());
        }
        if (state != null) {
            download(state, arrays.state().get());
        }
        taken = hostChecksum();
    }

    private void download(DeviceVector from, INDArray to) {
        device.driver().download(from.address(), HostFloats.of(to), from.length() * Float.BYTES);
    }

    @Override
    public void refresh() {
        if (hostChecksum() != taken) {
            upload();
        }
    }

    private DeviceVector gradients() {
        if (gradient == null) {
            gradient = vector(arrays.values());
        }
        return gradient;
    }

    private DeviceVector moments() {
        if (state == null) {
            state = vector(arrays.state().get());
        }
        return state;
    }

    @Override
    public Parameter<DeviceTensor> get(String node, String name) {
        long from = arrays.place(node, name) * Float.BYTES;
        int length = (int) arrays.array(node, name).length();
        return new DeviceParameter(
                device, values.address() + from, () -> gradients().address() + from, length, this::changed);
    }

    private void changed() {
        changes++;
    }

    @Override
    public ParameterVector values() {
        changes++; // who asks may write
        return values;
    }

    @Override
    public ParameterVector gradient() {
        return gradients();
    }

    private static DeviceTensor stretch(DeviceVector vector, long from, long length) {
        return new DeviceTensor(new Shape(1, 1, (int) length, 1, 1), vector.address() + from * Float.BYTES);
    }

    @Override
    public DeviceTensor gradient(long from, long length) {
        return stretch(gradients(), from, length);
    }

    @Override
    public DeviceTensor state(long from, long length) {
        return stretch(moments(), from, length);
    }

    /** Counts changes: reading them all back would take longer than a step. */
    @Override
    public long version() {
        return changes;
    }
}

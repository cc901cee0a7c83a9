package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Dropping;
import org.bytedeco.javacpp.LongPointer;

/** A choice whose seed lies on the device: what asks for it is the same at every step. */
final class DeviceDropping implements Dropping<DeviceTensor> {
    private final DeviceSession device;
    private final double kept;
    private final long seed;

    /** Takes memory for the seed, for as long as that of activations is kept. */
    DeviceDropping(DeviceSession device, double kept) {
        this.device = device;
        this.kept = kept;
        this.seed = device.zeros(Long.BYTES);
    }

    @Override
    public void choose(long chosen) {
        try (LongPointer host = new LongPointer(new long[] {chosen})) {
            device.driver().upload(host, seed, Long.BYTES);
        }
    }

    @Override
    public void apply(DeviceTensor x, DeviceTensor out) {
        device.each(
                "dropout", x.length(), x, x.shape().totalVoxels(), x.shape().channels(), x.padded(), seed, kept, out);
    }
}

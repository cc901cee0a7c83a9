package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;

/** From many channels to one, 1 × 1 × 1: a product of two vectors at each voxel, too little for cuDNN. */
record ToOneChannel(DeviceSession device, Shape in) implements ConvolutionWay {
    private DeviceTensor input(long x) {
        return new DeviceTensor(in, x);
    }

    @Override
    public long packedLength() {
        return in.channels() * (long) Float.BYTES / device.driver().precision().bytes();
    }

    /** As they are, floats. */
    @Override
    public void pack(long weights, long packed) {
        device.driver().copy(weights, packed, (long) in.channels() * Float.BYTES);
    }

    @Override
    public void forward(long x, long packed, long y) {
        DeviceTensor tensor = input(x);
        int lanes = DeviceSession.lanes(tensor.padded());
        device.each(
                "dotChannels",
                tensor.shape().totalVoxels() * lanes,
                x,
                packed,
                tensor.shape().totalVoxels(),
                in.channels(),
                tensor.padded(),
                lanes,
                y);
    }

    @Override
    public void data(long dy, long packed, long dx) {
        DeviceTensor tensor = input(dx);
        device.each(
                "outerChannels",
                tensor.chunks(),
                dy,
                packed,
                tensor.shape().totalVoxels(),
                in.channels(),
                tensor.padded(),
                dx);
    }

    @Override
    public void filter(long x, long dy, long dw) {
        device.channelSums(input(x), dy, dw);
    }
}

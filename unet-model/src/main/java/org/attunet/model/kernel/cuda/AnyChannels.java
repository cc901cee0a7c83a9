package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/** By cuDNN as it is; a single channel, in or out, is the first of eight on the way. */
final class AnyChannels implements ConvolutionWay {
    private final DeviceSession device;
    private final int inputs;
    private final int outputs;
    private final long rowLength;
    private final PaddedConvolution.Size size;
    private final PaddedConvolution convolution;

    AnyChannels(DeviceSession device, Shape in, int out, Stencil stencil, long rowLength) {
        this.device = device;
        this.inputs = in.channels();
        this.outputs = out;
        this.rowLength = rowLength;
        this.size = new PaddedConvolution.Size(
                in.withChannels(DeviceTensor.eights(inputs)), DeviceTensor.eights(out), stencil);
        this.convolution = device.driver().convolution(size);
    }

    @Override
    public long packedLength() {
        return size.weights();
    }

    @Override
    public void pack(long weights, long packed) {
        int taps = size.taps();
        long count = (long) outputs * inputs * taps;
        device.each(
                "packWeights",
                count,
                weights,
                rowLength,
                outputs,
                inputs,
                taps,
                size.in().channels(),
                packed);
    }

    @Override
    public void forward(long x, long packed, long y) {
        try (Borrowed wideX = widened(x, inputs, size.in());
                Borrowed wideY = room(y, outputs, size.output())) {
            convolution.forward(wideX.address(), packed, wideY.address());
            narrow(wideY, y, size.output());
        }
    }

    @Override
    public boolean canActivate(float slope) {
        return convolution.canActivate(slope);
    }

    @Override
    public void activated(long x, long packed, long bias, float slope, long y) {
        try (Borrowed wideX = widened(x, inputs, size.in());
                Borrowed wideY = room(y, outputs, size.output())) {
            convolution.activated(wideX.address(), packed, bias, slope, wideY.address());
            narrow(wideY, y, size.output());
        }
    }

    @Override
    public void data(long dy, long packed, long dx) {
        try (Borrowed wideDy = widened(dy, outputs, size.output());
                Borrowed wideDx = room(dx, inputs, size.in())) {
            convolution.data(wideDy.address(), packed, wideDx.address());
            narrow(wideDx, dx, size.in());
        }
    }

    @Override
    public void filter(long x, long dy, long dw) {
        try (Borrowed wideX = widened(x, inputs, size.in());
                Borrowed wideDy = widened(dy, outputs, size.output());
                Borrowed packed = device.borrow(size.weights())) {
            convolution.filter(wideX.address(), wideDy.address(), packed.address());
            int taps = size.taps();
            long count = (long) outputs * inputs * taps;
            device.each(
                    "unpackWeights",
                    count,
                    packed.address(),
                    rowLength,
                    outputs,
                    inputs,
                    taps,
                    size.in().channels(),
                    dw);
        }
    }

    private Borrowed room(long own, int channels, Shape wide) {
        return channels == 1 ? device.borrow(wide.length()) : Borrowed.of(own);
    }

    private Borrowed widened(long own, int channels, Shape wide) {
        Borrowed room = room(own, channels, wide);
        if (room.address() != own) {
            device.each("widen", wide.totalVoxels(), own, wide.totalVoxels(), room.address());
        }
        return room;
    }

    private void narrow(Borrowed room, long own, Shape wide) {
        if (room.address() != own) {
            device.each("narrow", wide.totalVoxels(), room.address(), wide.totalVoxels(), own);
        }
    }
}

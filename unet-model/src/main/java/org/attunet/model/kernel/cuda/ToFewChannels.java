package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/**
 * To at most eight channels, of which cuDNN would compute many more than there are: each tap's part of each output is a channel of a
 * convolution of 1 × 1 × 1, and the parts are summed where they belong.
 */
final class ToFewChannels implements ConvolutionWay {
    private final DeviceSession device;
    private final Shape in;
    private final int outputs;
    private final int edge;
    private final int taps;
    private final PaddedConvolution.Size size;
    private final PaddedConvolution convolution;

    ToFewChannels(DeviceSession device, Shape in, int out, Stencil stencil) {
        this.device = device;
        this.in = in;
        this.outputs = out;
        this.edge = stencil.edge();
        this.taps = stencil.taps();
        Shape padded = in.withChannels(DeviceTensor.eights(in.channels()));
        this.size = new PaddedConvolution.Size(padded, DeviceTensor.eights(taps * out), Stencil.same(1));
        this.convolution = device.driver().convolution(size);
    }

    @Override
    public long packedLength() {
        return size.weights();
    }

    @Override
    public void pack(long weights, long packed) {
        long count = (long) outputs * in.channels() * taps;
        device.each(
                "packTaps",
                count,
                weights,
                outputs,
                in.channels(),
                taps,
                size.in().channels(),
                packed);
    }

    @Override
    public void forward(long x, long packed, long y) {
        try (Borrowed parts = device.borrow(size.output().length())) {
            convolution.forward(x, packed, parts.address());
            device.each("sumTaps", in.totalVoxels(), parts.address(), in, edge, outputs, size.out(), y);
        }
    }

    private Borrowed spread(long dy) {
        Borrowed parts = device.borrow(size.output().length());
        device.each(
                "spreadTaps", in.totalVoxels() * size.out() / 8, dy, in, edge, outputs, size.out(), parts.address());
        return parts;
    }

    @Override
    public void data(long dy, long packed, long dx) {
        try (Borrowed parts = spread(dy)) {
            convolution.data(parts.address(), packed, dx);
        }
    }

    @Override
    public void filter(long x, long dy, long dw) {
        try (Borrowed parts = spread(dy);
                Borrowed packed = device.borrow(size.weights())) {
            convolution.filter(x, parts.address(), packed.address());
            long count = (long) outputs * in.channels() * taps;
            device.each(
                    "unpackTaps",
                    count,
                    packed.address(),
                    outputs,
                    in.channels(),
                    taps,
                    size.in().channels(),
                    dw);
        }
    }
}

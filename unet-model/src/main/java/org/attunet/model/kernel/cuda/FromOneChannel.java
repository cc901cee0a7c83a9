package org.attunet.model.kernel.cuda;

import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/** From one channel: its k³ neighbours become channels, and the convolution one of 1 × 1 × 1, which cuDNN is fast at. */
final class FromOneChannel implements ConvolutionWay {
    private final DeviceSession device;
    private final Shape in;
    private final int outputs;
    private final int edge;
    private final int taps;
    private final PaddedConvolution.Size size;
    private final PaddedConvolution convolution;

    FromOneChannel(DeviceSession device, Shape in, int out, Stencil stencil) {
        this.device = device;
        this.in = in;
        this.outputs = out;
        this.edge = stencil.edge();
        this.taps = stencil.taps();
        this.size = new PaddedConvolution.Size(
                in.withChannels(DeviceTensor.eights(taps)), DeviceTensor.eights(out), Stencil.same(1));
        this.convolution = device.driver().convolution(size);
    }

    private int neighbours() {
        return size.in().channels();
    }

    @Override
    public long packedLength() {
        return size.weights();
    }

    /** Weights [out, 1, k, k, k] are those of the k³ neighbours. */
    @Override
    public void pack(long weights, long packed) {
        device.each("packWeights", (long) outputs * taps, weights, (long) taps, outputs, taps, 1, neighbours(), packed);
    }

    private Borrowed gathered(long x) {
        Borrowed room = device.borrow(size.in().length());
        device.each("neighbours", in.totalVoxels() * neighbours() / 8, x, in, edge, neighbours(), room.address());
        return room;
    }

    @Override
    public void forward(long x, long packed, long y) {
        try (Borrowed gathered = gathered(x)) {
            convolution.forward(gathered.address(), packed, y);
        }
    }

    @Override
    public void data(long dy, long packed, long dx) {
        try (Borrowed byNeighbour = device.borrow(size.in().length())) {
            convolution.data(dy, packed, byNeighbour.address());
            device.each("fromNeighbours", in.totalVoxels(), byNeighbour.address(), in, edge, neighbours(), dx);
        }
    }

    @Override
    public void filter(long x, long dy, long dw) {
        try (Borrowed gathered = gathered(x);
                Borrowed packed = device.borrow(size.weights())) {
            convolution.filter(gathered.address(), dy, packed.address());
            device.each(
                    "unpackWeights",
                    (long) outputs * taps,
                    packed.address(),
                    (long) taps,
                    outputs,
                    taps,
                    1,
                    neighbours(),
                    dw);
        }
    }
}

package org.attunet.model.kernel.cuda;

import java.util.Arrays;
import java.util.Optional;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;

/**
 * A convolution over parameters in device memory.
 *
 * @param weights number of them, in the parameters' order
 * @param output size of the output
 */
record DeviceConvolution(DeviceSession device, ConvolutionWay way, long weights, Shape output, Epilogue epilogue)
        implements Convolution<DeviceTensor> {
    static DeviceConvolution of(
            DeviceSession device, Shape in, int out, Stencil stencil, long rowLength, Epilogue epilogue) {
        Shape output = stencil.output(in, out);
        long weights = out * stencil.rowLength(in.channels());
        return new DeviceConvolution(
                device, ConvolutionWay.of(device, in, out, stencil, rowLength), weights, output, epilogue);
    }

    private static long address(Parameter<DeviceTensor> parameter) {
        return parameter == null ? 0 : parameter.values().address();
    }

    private Borrowed packed(long weights) {
        Borrowed packed = device.borrow(way.packedLength());
        device.driver()
                .clear(
                        packed.address(),
                        way.packedLength() * device.driver().precision().bytes());
        way.pack(weights, packed.address());
        return packed;
    }

    @Override
    public void forward(DeviceTensor x, Parameter<DeviceTensor> weights, Parameter<DeviceTensor> bias, DeviceTensor y) {
        try (Borrowed packed = packed(address(weights))) {
            forward(x, packed.address(), address(bias), y);
        }
    }

    private void forward(DeviceTensor x, long packed, long bias, DeviceTensor y) {
        if (!epilogue.adds()) {
            way.forward(x.address(), packed, y.address());
            if (epilogue.biased() || epilogue.slope() != 1) {
                finish(y.address(), bias, y);
            }
            return;
        }
        try (Borrowed sums = device.borrow(y.length())) {
            way.forward(x.address(), packed, sums.address());
            finish(sums.address(), bias, y);
        }
    }

    private void finish(long sums, long bias, DeviceTensor y) {
        long added = epilogue.biased() ? bias : 0;
        device.each(
                "epilogue",
                y.chunks(),
                sums,
                added,
                epilogue.adds(),
                (float) epilogue.slope(),
                y.shape().totalVoxels(),
                output.channels(),
                y.padded(),
                y);
    }

    @Override
    public void backward(
            DeviceTensor x,
            DeviceTensor dy,
            Parameter<DeviceTensor> weights,
            Parameter<DeviceTensor> bias,
            DeviceTensor dx) {
        way.filter(x.address(), dy.address(), weights.gradient().address());
        if (bias != null) {
            device.channelSums(dy, 0, bias.gradient().address());
        }
        if (dx != null) {
            try (Borrowed packed = packed(address(weights))) {
                way.data(dy.address(), packed.address(), dx.address());
            }
        }
    }

    @Override
    public Prepared<DeviceTensor> prepare(
            Parameter<DeviceTensor> weights, Parameter<DeviceTensor> bias, Optional<ChannelAffine> folded) {
        float[] w = device.download(address(weights), (int) this.weights);
        float[] b = device.download(address(bias), output.channels());
        folded.ifPresent(map -> map.fold(w, b));
        long plain = device.floats(w);
        Borrowed packed = packed(plain);
        device.pool().give(plain);
        float[] padded = Arrays.copyOf(b, DeviceTensor.eights(b.length));
        return new PreparedConvolution(packed, new Borrowed(device.floats(padded), device.pool()));
    }

    private final class PreparedConvolution implements Prepared<DeviceTensor> {
        private final Borrowed packed;
        private final Borrowed bias;

        PreparedConvolution(Borrowed packed, Borrowed bias) {
            this.packed = packed;
            this.bias = bias;
        }

        @Override
        public void forward(DeviceTensor x, DeviceTensor y) {
            float slope = (float) epilogue.slope();
            if (epilogue.biased() && !epilogue.adds() && way.canActivate(slope)) {
                way.activated(x.address(), packed.address(), bias.address(), slope, y.address());
            } else {
                DeviceConvolution.this.forward(x, packed.address(), bias.address(), y);
            }
        }

        @Override
        public void close() {
            packed.close();
            bias.close();
        }
    }
}

package org.attunet.model.kernel.onednn;

import java.util.Optional;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Parameter;
import org.bytedeco.javacpp.FloatPointer;

/** A convolution over parameters in host memory. */
record OneDnnConvolution(Dnn dnn, VolumeConvolution convolution) implements Convolution<Voxels> {
    private static FloatPointer values(Parameter<Voxels> parameter) {
        return parameter == null ? null : parameter.values().memory();
    }

    @Override
    public void forward(Voxels x, Parameter<Voxels> weights, Parameter<Voxels> bias, Voxels y) {
        convolution.forward(x, values(weights), values(bias), y);
    }

    @Override
    public void backward(Voxels x, Voxels dy, Parameter<Voxels> weights, Parameter<Voxels> bias, Voxels dx) {
        FloatPointer db = bias == null ? null : bias.gradient().memory();
        convolution.backwardWeights(x, dy, weights.gradient().memory(), db);
        if (dx != null) {
            convolution.backwardData(dy, values(weights), dx);
        }
    }

    @Override
    public Prepared<Voxels> prepare(Parameter<Voxels> weights, Parameter<Voxels> bias, Optional<ChannelAffine> folded) {
        float[] w = floats(weights);
        float[] b = floats(bias);
        folded.ifPresent(map -> fold(map, w, b));
        FloatPointer plain = dnn.arena().take(w.length);
        plain.put(w);
        FloatPointer prepared = convolution.prepare(plain);
        dnn.arena().give(plain);
        FloatPointer offsets = dnn.arena().take(b.length);
        offsets.put(b);
        return new PreparedConvolution(prepared, offsets);
    }

    private static float[] floats(Parameter<Voxels> parameter) {
        Voxels values = parameter.values();
        float[] floats = new float[(int) values.extent().length()];
        values.memory().get(floats);
        return floats;
    }

    private static void fold(ChannelAffine map, float[] weights, float[] bias) {
        int row = weights.length / bias.length;
        for (int o = 0; o < bias.length; o++) {
            double scale = map.scale()[o];
            bias[o] = (float) ((bias[o] - (float) map.centre()[o]) * scale + map.shift()[o]);
            for (int n = o * row; n < (o + 1) * row; n++) {
                weights[n] = (float) (weights[n] * scale);
            }
        }
    }

    private final class PreparedConvolution implements Prepared<Voxels> {
        private final FloatPointer weights;
        private final FloatPointer bias;

        PreparedConvolution(FloatPointer weights, FloatPointer bias) {
            this.weights = weights;
            this.bias = bias;
        }

        @Override
        public void forward(Voxels x, Voxels y) {
            convolution.forwardPrepared(x, weights, bias, y);
        }

        @Override
        public void close() {
            dnn.arena().give(weights);
            dnn.arena().give(bias);
        }
    }
}

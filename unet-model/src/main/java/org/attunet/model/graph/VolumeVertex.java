package org.attunet.model.graph;

import java.util.Arrays;
import java.util.Map;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.network.ParameterSpec;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * A SameDiff vertex for [N, C, X, Y, Z], for one spatial size, since interpolation matrices depend on it. It is what its operator is
 * held to; {@link NetworkGraph} computes by the operator, for DL4J's own way of running such a vertex stops at rank 4, where it makes
 * masks for its inputs, and doubles its gradients in M2.1.
 */
abstract class VolumeVertex extends SameDiffVertex implements Planned {
    private static final long serialVersionUID = 1L;

    /** With what DL4J set on this configuration; without it a cloned vertex has no updater. */
    @Override
    public GraphVertex clone() {
        VolumeVertex copy = (VolumeVertex) PlanGraph.part(operation());
        copy.setName(getName());
        copy.setRegularization(getRegularization());
        copy.setRegularizationBias(getRegularizationBias());
        copy.setUpdater(getUpdater() == null ? null : getUpdater().clone());
        copy.setBiasUpdater(getBiasUpdater() == null ? null : getBiasUpdater().clone());
        copy.setGradientNormalization(getGradientNormalization());
        copy.setGradientNormalizationThreshold(getGradientNormalizationThreshold());
        copy.setDataType(getDataType());
        return copy;
    }

    /** Names of the inputs in the definition. */
    abstract String[] inputNames();

    @Override
    public void defineParametersAndInputs(SDVertexParams definition) {
        definition.defineInputs(inputNames());
        for (ParameterSpec spec : operation().parameters("")) {
            if (spec.role() == ParameterSpec.Role.WEIGHT) {
                definition.addWeightParam(spec.key(), spec.shape());
            } else {
                definition.addBiasParam(spec.key(), spec.shape());
            }
        }
    }

    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
        operation().parameters("").forEach(spec -> Initial.fill(spec, parameters.get(spec.key())));
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        return outputType(inputs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VolumeVertex vertex && operation().equals(vertex.operation());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof VolumeVertex;
    }

    @Override
    public int hashCode() {
        return operation().hashCode();
    }

    @Override
    public char paramReshapeOrder(String name) {
        return 'c';
    }

    /** Spatial size of an input, which its placeholder knows. */
    static long[] size(SDVariable input) {
        return Arrays.copyOfRange(input.placeholderShape(), 2, 5);
    }

    /** Convolution with a cubic kernel without padding, stride = kernel or 1; weights [out, in, k, k, k]. */
    static SDVariable convolve(SameDiff sd, SDVariable x, SDVariable weights, SDVariable bias, int kernel, int stride) {
        Conv3DConfig config = Conv3DConfig.builder()
                .kD(kernel)
                .kH(kernel)
                .kW(kernel)
                .sD(stride)
                .sH(stride)
                .sW(stride)
                .dD(1)
                .dH(1)
                .dW(1)
                .paddingMode(PaddingMode.VALID)
                .biasUsed(bias != null)
                .dataFormat("NCDHW")
                .build();
        SDVariable w = sd.permute(weights, 2, 3, 4, 1, 0);
        return bias == null ? sd.cnn().conv3d(x, w, config) : sd.cnn().conv3d(x, w, bias, config);
    }

    /**
     * Trilinear upsampling by a whole factor as three matrix products: each takes the first spatial axis and puts it last, so
     * three bring the axes back in order.
     */
    SDVariable upsample(SameDiff sd, SDVariable x, long channels, long[] size, int factor) {
        SDVariable turned = sd.reshape(x, -1, size[0], size[1], size[2]);
        long[] now = size.clone();
        for (int axis = 0; axis < 3; axis++) {
            SDVariable weights = sd.constant(Nd4jKernels.interpolation((int) now[0], factor, getDataType()));
            SDVariable rows = sd.permute(sd.reshape(turned, -1, now[0], now[1] * now[2]), 0, 2, 1);
            SDVariable products = sd.mmul(sd.reshape(rows, -1, now[0]), weights);
            now = new long[] {now[1], now[2], now[0] * factor};
            turned = sd.reshape(products, -1, now[0], now[1], now[2]);
        }
        return sd.reshape(turned, -1, channels, now[0], now[1], now[2]);
    }
}

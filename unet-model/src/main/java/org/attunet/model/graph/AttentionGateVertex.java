package org.attunet.model.graph;

import java.util.Map;
import org.attunet.model.execution.Shapes;
import org.attunet.model.kernel.Shape;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The attention map of a skip connection (arXiv 1804.03999, equations 1 and 2): from {@code x} [N, C, X, Y, Z] and the gating
 * signal {@code g} [N, G, X/2, Y/2, Z/2] to {@code alpha} [N, 1, X, Y, Z] in (0, 1). {@code W_x} (stride 2) and {@code W_g}
 * bring both to C channels at half size; their sum, or a 1×1×1 convolution of their concatenation, goes through ReLU, {@code psi}
 * and a sigmoid, and is enlarged trilinearly. The product alpha · x is taken where the map is used.
 */
public final class AttentionGateVertex extends VolumeVertex implements Described, Planned {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final long skip;

    @JsonProperty
    private final long gating;

    @JsonProperty
    private final int kernel;

    @JsonProperty
    private final Gate kind;

    /**
     * @param skip channels of the skip connection, C
     * @param gating channels of the gating signal, G
     * @param kernel edge of {@code W_x}'s kernel: 1 as in the reference project, 2 as in the paper's own code
     * @param kind how the two are joined
     */
    public AttentionGateVertex(
            @JsonProperty("skip") long skip,
            @JsonProperty("gating") long gating,
            @JsonProperty("kernel") int kernel,
            @JsonProperty("kind") Gate kind) {
        this.skip = skip;
        this.gating = gating;
        this.kernel = kernel;
        this.kind = kind;
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams definition) {
        definition.defineInputs("x", "g");
        definition.addWeightParam("Wx.weight", skip, skip, kernel, kernel, kernel);
        definition.addWeightParam("Wg.weight", skip, gating, 1, 1, 1);
        definition.addWeightParam("psi.weight", 1, skip, 1, 1, 1);
        if (kind == Gate.CONV_MAPPING) {
            definition.addWeightParam("aggregate.weight", skip, 2 * skip, 1, 1, 1);
        }
        definition.addBiasParam("Wg.bias", skip);
        definition.addBiasParam("psi.bias", 1);
    }

    @Override
    public SDVariable defineVertex(
            SameDiff sd, Map<String, SDVariable> inputs, Map<String, SDVariable> p, Map<String, SDVariable> masks) {
        SDVariable x = convolve(sd, inputs.get("x"), p.get("Wx.weight"), null, kernel, 2);
        SDVariable g = convolve(sd, inputs.get("g"), p.get("Wg.weight"), p.get("Wg.bias"), 1, 1);
        SDVariable joined = kind == Gate.ADDITIVE
                ? x.add(g)
                : convolve(sd, sd.concat(1, x, g), p.get("aggregate.weight"), null, 1, 1);
        SDVariable psi = convolve(sd, sd.nn().relu(joined, 0), p.get("psi.weight"), p.get("psi.bias"), 1, 1);
        return upsample(sd, sd.nn().sigmoid(psi), 1, size(1), 2);
    }

    @Override
    public Operation operation() {
        return new Operation.AttentionGate(kernel, kind);
    }

    @Override
    public String description() {
        return kind == Gate.ADDITIVE ? "map = σ(ψ ReLU(Wx + Wg))" : "map = σ(ψ ReLU(A [Wx, Wg]))";
    }

    @Override
    void check(INDArray[] inputs, String name) {
        Shapes.check(name, Shape.of(inputs[0].shape()), 1, Shape.of(inputs[1].shape()), 2);
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        InputType.InputTypeConvolutional3D x = (InputType.InputTypeConvolutional3D) inputs[0];
        return InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, x.getDepth(), x.getHeight(), x.getWidth(), 1);
    }

    @Override
    public GraphVertex clone() {
        return configured(new AttentionGateVertex(skip, gating, kernel, kind));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttentionGateVertex gate
                && skip == gate.skip
                && gating == gate.gating
                && kernel == gate.kernel
                && kind == gate.kind;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof AttentionGateVertex;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * skip + gating) + kernel;
    }
}

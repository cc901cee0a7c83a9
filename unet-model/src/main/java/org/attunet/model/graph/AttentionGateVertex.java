package org.attunet.model.graph;

import java.util.Map;
import org.attunet.model.network.Gate;
import org.attunet.model.network.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The attention map of a skip connection (arXiv 1804.03999, equations 1 and 2): from {@code x} [N, C, X, Y, Z] and the gating
 * signal {@code g} [N, G, X/2, Y/2, Z/2] to {@code alpha} [N, 1, X, Y, Z] in (0, 1). {@code W_x} (stride 2) and {@code W_g}
 * bring both to C channels at half size; their sum, or a 1×1×1 convolution of their concatenation, goes through ReLU, {@code psi}
 * and a sigmoid, and is enlarged trilinearly. The product alpha · x is taken where the map is used.
 */
public final class AttentionGateVertex extends VolumeVertex {
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
    public Operation operation() {
        return new Operation.AttentionGate((int) skip, (int) gating, kernel, kind);
    }

    @Override
    String[] inputNames() {
        return new String[] {"x", "g"};
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
        return upsample(sd, sd.nn().sigmoid(psi), 1, size(inputs.get("g")), 2);
    }
}

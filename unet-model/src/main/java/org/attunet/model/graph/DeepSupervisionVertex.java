package org.attunet.model.graph;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attunet.model.network.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The predictions a training loss sees: the output [N, C, X, Y, Z] and a 1×1×1 convolution of each deeper decoder level [N, W,
 * X/f, Y/f, Z/f], enlarged trilinearly by f = 2, 4. Result [N, K · C, X, Y, Z], prediction k in channels k·C … (k+1)·C − 1: the
 * reference stacks them along a new axis, but DL4J stops at rank 5.
 */
public final class DeepSupervisionVertex extends VolumeVertex {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private final int classes;

    @JsonProperty
    private final List<Integer> widths;

    /**
     * @param classes C, channels of each prediction
     * @param widths channels of the decoder levels with a head, level 2 first
     */
    public DeepSupervisionVertex(@JsonProperty("classes") int classes, @JsonProperty("widths") List<Integer> widths) {
        this.classes = classes;
        this.widths = List.copyOf(widths);
    }

    @Override
    public Operation operation() {
        return new Operation.Heads(classes, widths);
    }

    @Override
    String[] inputNames() {
        return Stream.concat(
                        Stream.of("output"),
                        IntStream.rangeClosed(2, widths.size() + 1).mapToObj(level -> "level" + level))
                .toArray(String[]::new);
    }

    @Override
    public SDVariable defineVertex(
            SameDiff sd, Map<String, SDVariable> inputs, Map<String, SDVariable> p, Map<String, SDVariable> masks) {
        SDVariable[] predictions = new SDVariable[widths.size() + 1];
        predictions[0] = inputs.get("output");
        for (int n = 0; n < widths.size(); n++) {
            int level = n + 2;
            SDVariable decoded = inputs.get("level" + level);
            SDVariable logits = convolve(
                    sd,
                    decoded,
                    p.get(Operation.Heads.key(level, false)),
                    p.get(Operation.Heads.key(level, true)),
                    1,
                    1);
            predictions[n + 1] = upsample(sd, logits, classes, size(decoded), 2 << n);
        }
        return sd.concat(1, predictions);
    }
}

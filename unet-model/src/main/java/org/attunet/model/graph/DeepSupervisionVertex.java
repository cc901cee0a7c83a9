package org.attunet.model.graph;

import java.util.List;
import java.util.Map;
import org.attunet.model.execution.Shapes;
import org.attunet.model.kernel.Shape;
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
 * The predictions a training loss sees: the output [N, C, X, Y, Z] and a 1×1×1 convolution of each deeper decoder level [N, W,
 * X/f, Y/f, Z/f], enlarged trilinearly by f = 2, 4. Result [N, K · C, X, Y, Z], prediction k in channels k·C … (k+1)·C − 1: the
 * reference stacks them along a new axis, but DL4J stops at rank 5.
 */
public final class DeepSupervisionVertex extends VolumeVertex implements Described, Planned {
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
        return new Operation.Heads(classes);
    }

    @Override
    public void defineParametersAndInputs(SDVertexParams definition) {
        String[] inputs = new String[widths.size() + 1];
        inputs[0] = "output";
        for (int n = 0; n < widths.size(); n++) {
            int level = n + 2;
            inputs[n + 1] = "level" + level;
            definition.addWeightParam("ds" + level + ".conv.weight", classes, widths.get(n), 1, 1, 1);
            definition.addBiasParam("ds" + level + ".conv.bias", classes);
        }
        definition.defineInputs(inputs);
    }

    @Override
    public SDVariable defineVertex(
            SameDiff sd, Map<String, SDVariable> inputs, Map<String, SDVariable> p, Map<String, SDVariable> masks) {
        SDVariable[] predictions = new SDVariable[widths.size() + 1];
        predictions[0] = inputs.get("output");
        for (int n = 0; n < widths.size(); n++) {
            int level = n + 2;
            SDVariable logits = convolve(
                    sd,
                    inputs.get("level" + level),
                    p.get("ds" + level + ".conv.weight"),
                    p.get("ds" + level + ".conv.bias"),
                    1,
                    1);
            predictions[n + 1] = upsample(sd, logits, classes, size(n + 1), 2 << n);
        }
        return sd.concat(1, predictions);
    }

    @Override
    public String description() {
        return widths.size() + " heads: conv 1³, up";
    }

    @Override
    void check(INDArray[] inputs, String name) {
        for (int n = 1; n < inputs.length; n++) {
            Shapes.check(name, Shape.of(inputs[0].shape()), 1, Shape.of(inputs[n].shape()), 1 << n);
        }
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        InputType.InputTypeConvolutional3D x = (InputType.InputTypeConvolutional3D) inputs[0];
        return InputType.convolutional3D(
                Convolution3D.DataFormat.NCDHW,
                x.getDepth(),
                x.getHeight(),
                x.getWidth(),
                (long) classes * (widths.size() + 1));
    }

    @Override
    public GraphVertex clone() {
        return configured(new DeepSupervisionVertex(classes, widths));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeepSupervisionVertex stack && classes == stack.classes && widths.equals(stack.widths);
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof DeepSupervisionVertex;
    }

    @Override
    public int hashCode() {
        return 31 * classes + widths.hashCode();
    }
}

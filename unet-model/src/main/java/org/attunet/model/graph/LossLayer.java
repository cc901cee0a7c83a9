package org.attunet.model.graph;

import java.util.List;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The end of a training graph: scores the stacked predictions [N, K · C, X, Y, Z] against class indices [N, 1, X, Y, Z]. DL4J's own
 * loss layer hands a loss all voxels of a batch in one matrix, where per-sample Dice is lost. Its activation is its input.
 */
public final class LossLayer extends PlannedLayer {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private int classes;

    @JsonProperty
    private List<Double> predictionWeights;

    @JsonProperty
    private LossKind kind;

    @JsonProperty
    private double diceWeight;

    @JsonProperty
    private double crossEntropyWeight;

    @JsonProperty
    private List<Double> classWeights;

    /** For deserialisation. */
    public LossLayer() {}

    /** Of what to compute. */
    public LossLayer(LossPlan plan) {
        this.classes = plan.classes();
        this.predictionWeights = plan.predictionWeights();
        this.kind = plan.settings().kind();
        this.diceWeight = plan.settings().diceWeight();
        this.crossEntropyWeight = plan.settings().crossEntropyWeight();
        this.classWeights = plan.settings().classWeights();
        this.nIn = (long) classes * predictionWeights.size();
        this.nOut = this.nIn;
    }

    @Override
    public Operation operation() {
        LossSettings settings = new LossSettings(kind, diceWeight, crossEntropyWeight, classWeights);
        return new Operation.Loss(new LossPlan(settings, classes, predictionWeights));
    }

    @Override
    public ParamInitializer initializer() {
        return EmptyParamInitializer.getInstance();
    }
}

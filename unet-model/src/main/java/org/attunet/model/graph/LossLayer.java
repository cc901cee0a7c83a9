package org.attunet.model.graph;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossPlan;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The end of a training graph: scores the stacked predictions [N, K · C, X, Y, Z] against class indices [N, 1, X, Y, Z]. DL4J's own
 * loss layer hands a loss all voxels of a batch in one matrix, where per-sample Dice is lost. Its activation is its input.
 */
public final class LossLayer extends FeedForwardLayer implements Described, Planned {
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

    /**
     * @param settings parts of the loss and their weights
     * @param classes channels of one prediction
     * @param predictions number of stacked predictions
     */
    public LossLayer(LossSettings settings, int classes, int predictions) {
        this.classes = classes;
        this.predictionWeights = LossSettings.supervisionWeights(predictions);
        this.kind = settings.kind();
        this.diceWeight = settings.diceWeight();
        this.crossEntropyWeight = settings.crossEntropyWeight();
        this.classWeights = settings.classWeights();
        this.nIn = (long) classes * predictions;
        this.nOut = this.nIn;
    }

    @Override
    public String description() {
        String parts = switch (kind) {
            case DICE -> "Dice";
            case DICE_CE -> "Dice + CE";
            case PAPER_DICE -> "soft Dice";
        };
        long sum = (1L << predictionWeights.size()) - 1;
        return sum == 1
                ? parts
                : predictionWeights.stream()
                        .map(weight -> Math.round(weight * sum) + "/" + sum)
                        .collect(Collectors.joining(" : ", parts + " ", ""));
    }

    @Override
    public Operation operation() {
        return new Operation.Loss(plan());
    }

    LossPlan plan() {
        return new LossPlan(
                new LossSettings(kind, diceWeight, crossEntropyWeight, classWeights), classes, predictionWeights);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType type) {
        LossLayerRuntime layer = new LossLayerRuntime(conf, type, plan());
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialise));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return EmptyParamInitializer.getInstance();
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return input;
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // Given by whoever builds the graph.
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public boolean isPretrainParam(String name) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LossLayer loss && super.equals(other) && plan().equals(loss.plan());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof LossLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + plan().hashCode();
    }
}

package org.attunet.model.graph;

import java.util.Collection;
import java.util.List;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of one convolution, its normalisation and its activation: [N, in, X, Y, Z] to [N, out, X, Y, Z]. The kernel is
 * cubic with odd edge, stride 1, zero-padded to keep the size. Parameters: {@code W} [out, in, k, k, k], {@code b} [out], and
 * under {@link Norm} other than NONE {@code gamma}, {@code beta} [out], under BATCH also the running {@code mean}, {@code var}
 * [out]. One layer rather than three so that the convolution's output is the only activation kept for the backward pass.
 */
public final class ConvUnit extends FeedForwardLayer implements Described, Planned {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private int kernel;

    @JsonProperty
    private Norm norm;

    @JsonProperty
    private Activation activation;

    /** For deserialisation. */
    public ConvUnit() {}

    /**
     * @param in input channels
     * @param out output channels
     * @param kernel edge of the cubic kernel, odd
     * @param norm normalisation after the convolution
     * @param activation activation after the normalisation
     */
    public ConvUnit(long in, long out, int kernel, Norm norm, Activation activation) {
        this.nIn = in;
        this.nOut = out;
        this.kernel = kernel;
        this.norm = norm;
        this.activation = activation;
    }

    /** How many of the parameters are running statistics, which no gradient moves. */
    public long runningStatistics() {
        return norm == Norm.BATCH ? 2 * nOut : 0;
    }

    @Override
    public Operation.ConvBlock operation() {
        return new Operation.ConvBlock((int) nOut, kernel, norm, activation);
    }

    @Override
    public String description() {
        return "conv " + kernel + "³" + norm.description() + activation.description();
    }

    int kernel() {
        return kernel;
    }

    Norm norm() {
        return norm;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType type) {
        ConvUnitLayer layer = new ConvUnitLayer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialise));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return ConvUnitParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        InputType.InputTypeConvolutional3D size = (InputType.InputTypeConvolutional3D) input;
        return InputType.convolutional3D(
                Convolution3D.DataFormat.NCDHW, size.getDepth(), size.getHeight(), size.getWidth(), nOut);
    }

    @Override
    public IUpdater getUpdaterByParam(String name) {
        return ConvUnitParameters.isRunning(name) ? new NoOp() : super.getUpdaterByParam(name);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
        return ConvUnitParameters.isRunning(name) ? null : super.getRegularizationByParam(name);
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
        return other instanceof ConvUnit unit
                && super.equals(other)
                && kernel == unit.kernel
                && norm == unit.norm
                && activation == unit.activation;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof ConvUnit;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + kernel;
    }
}

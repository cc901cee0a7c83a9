package org.attunet.model.graph;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of a layer that is one operation: what DL4J wants to know of it follows from that. */
abstract class PlannedLayer extends FeedForwardLayer implements Planned {
    private static final long serialVersionUID = 1L;

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType type) {
        Layer layer = new PlannedRuntime(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialise));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return outputType(input);
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
        return other instanceof PlannedLayer layer
                && super.equals(other)
                && operation().equals(layer.operation());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof PlannedLayer;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + operation().hashCode();
    }
}

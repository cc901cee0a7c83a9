package org.attunet.model.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.model.network.ParameterSpec;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parameters of a {@link ConvBlockLayer} as views of the network's one parameter vector. */
final class ConvBlockParameters implements ParamInitializer {
    static final ConvBlockParameters INSTANCE = new ConvBlockParameters();

    private ConvBlockParameters() {}

    private static List<ParameterSpec> specs(Layer layer) {
        return ((ConvBlockLayer) layer).operation().parameters("");
    }

    private static List<String> keys(Layer layer, boolean weights, boolean others) {
        return specs(layer).stream()
                .filter(spec -> isWeight(spec) ? weights : others)
                .map(ParameterSpec::key)
                .toList();
    }

    private static boolean isWeight(ParameterSpec spec) {
        return spec.role() == ParameterSpec.Role.WEIGHT;
    }

    /** Whether the parameter is a running statistic, which no gradient moves. */
    static boolean isRunning(Layer layer, String name) {
        return specs(layer).stream()
                .anyMatch(spec -> spec.key().equals(name) && spec.role().isRunning());
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return specs(layer).stream().mapToLong(ParameterSpec::length).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return keys(layer, true, true);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, true, false);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, false, true);
    }

    @Override
    public boolean isWeightParam(Layer layer, String name) {
        return weightKeys(layer).contains(name);
    }

    @Override
    public boolean isBiasParam(Layer layer, String name) {
        return !isWeightParam(layer, name);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray vector, boolean initialise) {
        Map<String, INDArray> parameters = getGradientsFromFlattened(conf, vector);
        for (ParameterSpec spec : specs(conf.getLayer())) {
            conf.addVariable(spec.key());
            if (initialise) {
                Initial.fill(spec, parameters.get(spec.key()));
            }
        }
        return parameters;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray vector) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        INDArray flat = vector.reshape(vector.length());
        long offset = 0;
        for (ParameterSpec spec : specs(conf.getLayer())) {
            INDArray view = flat.get(NDArrayIndex.interval(offset, offset + spec.length()));
            views.put(spec.key(), view.reshape('c', spec.shape()));
            offset += spec.length();
        }
        return views;
    }
}

package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.model.network.Norm;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Parameters of a {@link ConvUnit} as views of the network's one parameter vector, initialised as the reference does: weights
 * Kaiming normal (fan-in, gain √2), biases 0, gamma N(1, 0.02).
 */
final class ConvUnitParameters implements ParamInitializer {
    static final ConvUnitParameters INSTANCE = new ConvUnitParameters();

    static final String WEIGHT = "W";
    static final String BIAS = "b";
    static final String GAMMA = "gamma";
    static final String BETA = "beta";
    static final String MEAN = "mean";
    static final String VARIANCE = "var";

    private ConvUnitParameters() {}

    /** Whether the parameter is a running statistic, which no gradient moves. */
    static boolean isRunning(String name) {
        return name.equals(MEAN) || name.equals(VARIANCE);
    }

    private static Map<String, long[]> shapes(Layer layer) {
        ConvUnit unit = (ConvUnit) layer;
        long out = unit.getNOut();
        int k = unit.kernel();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(WEIGHT, new long[] {out, unit.getNIn(), k, k, k});
        shapes.put(BIAS, new long[] {out});
        if (unit.norm() != Norm.NONE) {
            shapes.put(GAMMA, new long[] {out});
            shapes.put(BETA, new long[] {out});
        }
        if (unit.norm() == Norm.BATCH) {
            shapes.put(MEAN, new long[] {out});
            shapes.put(VARIANCE, new long[] {out});
        }
        return shapes;
    }

    private static long length(long[] shape) {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        return length;
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return shapes(layer).values().stream()
                .mapToLong(ConvUnitParameters::length)
                .sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return new ArrayList<>(shapes(layer).keySet());
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(WEIGHT);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return paramKeys(layer).stream().filter(name -> !name.equals(WEIGHT)).toList();
    }

    @Override
    public boolean isWeightParam(Layer layer, String name) {
        return name.equals(WEIGHT);
    }

    @Override
    public boolean isBiasParam(Layer layer, String name) {
        return !name.equals(WEIGHT);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray vector, boolean initialise) {
        Map<String, INDArray> parameters = getGradientsFromFlattened(conf, vector);
        ConvUnit unit = (ConvUnit) conf.getLayer();
        parameters.forEach((name, values) -> {
            conf.addVariable(name);
            if (initialise) {
                initialise(unit, name, values);
            }
        });
        return parameters;
    }

    private static void initialise(ConvUnit unit, String name, INDArray values) {
        double fanIn = (double) unit.getNIn() * unit.kernel() * unit.kernel() * unit.kernel();
        switch (name) {
            case WEIGHT -> {
                try (INDArray drawn = Nd4j.randn(values.dataType(), values.shape())) {
                    values.assign(drawn.muli(Math.sqrt(2 / fanIn)));
                }
            }
            case GAMMA ->
                values.assign(
                        Nd4j.randn(values.dataType(), values.shape()).muli(0.02).addi(1));
            case VARIANCE -> values.assign(1);
            default -> values.assign(0);
        }
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray vector) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        INDArray flat = vector.reshape(vector.length());
        long offset = 0;
        for (Map.Entry<String, long[]> entry : shapes(conf.getLayer()).entrySet()) {
            long length = length(entry.getValue());
            INDArray view = flat.get(NDArrayIndex.interval(offset, offset + length));
            views.put(entry.getKey(), view.reshape('c', entry.getValue()));
            offset += length;
        }
        return views;
    }
}

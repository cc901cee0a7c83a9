package org.attunet.model.graph;

import org.attunet.model.network.ParameterSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What parameters hold at the start. */
final class Initial {
    private Initial() {}

    /** Fills as the parameter's role says. */
    static void fill(ParameterSpec parameter, INDArray values) {
        switch (parameter.role()) {
            case WEIGHT -> {
                // As large as the layer's weights: the garbage collector would leave it for long.
                try (INDArray drawn = Nd4j.randn(values.dataType(), values.shape())) {
                    values.assign(drawn.muli(Math.sqrt(2.0 / parameter.fanIn())));
                }
            }
            case SCALE ->
                values.assign(
                        Nd4j.randn(values.dataType(), values.shape()).muli(0.02).addi(1));
            case VARIANCE -> values.assign(1);
            default -> values.assign(0);
        }
    }
}

package org.attunet.model.graph;

import java.util.List;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Configuration of an {@link Operation.ConvBlock}: [N, in, X, Y, Z] to [N, out, X, Y, Z]. One layer rather than three, since the
 * convolution's output is the only activation kept for the backward pass.
 */
public final class ConvBlockLayer extends PlannedLayer {
    private static final long serialVersionUID = 1L;

    @JsonProperty
    private int kernel;

    @JsonProperty
    private Norm norm;

    @JsonProperty
    private Activation activation;

    /** For deserialisation. */
    public ConvBlockLayer() {}

    /** Of an operation. */
    public ConvBlockLayer(Operation.ConvBlock block) {
        this.nIn = block.in();
        this.nOut = block.out();
        this.kernel = block.kernel();
        this.norm = block.norm();
        this.activation = block.activation();
    }

    @Override
    public Operation.ConvBlock operation() {
        return new Operation.ConvBlock((int) nIn, (int) nOut, kernel, norm, activation);
    }

    @Override
    public ParamInitializer initializer() {
        return ConvBlockParameters.INSTANCE;
    }

    @Override
    public IUpdater getUpdaterByParam(String name) {
        return ConvBlockParameters.isRunning(this, name) ? new NoOp() : super.getUpdaterByParam(name);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
        return ConvBlockParameters.isRunning(this, name) ? null : super.getRegularizationByParam(name);
    }
}

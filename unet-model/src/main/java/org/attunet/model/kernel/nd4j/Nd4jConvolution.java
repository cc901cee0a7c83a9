package org.attunet.model.kernel.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attunet.model.kernel.ChannelAffine;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Stencil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** A convolution by ND4J's own operation. */
record Nd4jConvolution(Nd4jKernels kernels, Stencil stencil, Epilogue epilogue) implements Convolution<INDArray> {
    private static INDArray values(Parameter<INDArray> parameter) {
        return parameter == null ? null : Dense.of(parameter.values());
    }

    @Override
    public void forward(INDArray x, Parameter<INDArray> weights, Parameter<INDArray> bias, INDArray y) {
        forward(x, values(weights), values(bias), y);
    }

    private void forward(INDArray x, INDArray weights, INDArray bias, INDArray y) {
        INDArray sums = epilogue.adds() ? y.ulike() : y;
        run("conv3dnew", Stream.of(x, weights, bias), List.of(sums));
        if (epilogue.adds()) {
            y.addi(sums);
        }
        if (epilogue.slope() != 1) {
            kernels.activate(y, epilogue.slope(), y);
        }
    }

    @Override
    public void backward(INDArray x, INDArray dy, Parameter<INDArray> weights, Parameter<INDArray> bias, INDArray dx) {
        INDArray w = values(weights);
        INDArray byInput = dx == null ? x.ulike() : dx;
        INDArray gradient = weights.gradient();
        INDArray byWeights = Dense.isDense(gradient) ? gradient : w.ulike();
        if (bias == null) {
            run("conv3dnew_bp", Stream.of(x, w, dy), List.of(byInput, byWeights));
        } else {
            run("conv3dnew_bp", Stream.of(x, w, bias.values(), dy), List.of(byInput, byWeights, bias.gradient()));
        }
        if (byWeights != gradient) {
            gradient.assign(byWeights);
        }
    }

    /** Kernel, stride, padding and dilation of each axis; explicit padding, channels first, weights [out, in, k, k, k]. */
    private void run(String operation, Stream<INDArray> inputs, List<INDArray> outputs) {
        int k = stencil.edge();
        int s = stencil.stride();
        int p = stencil.padding();
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs.filter(input -> input != null).toArray(INDArray[]::new))
                .addOutputs(outputs.toArray(INDArray[]::new))
                .addIntegerArguments(k, k, k, s, s, s, p, p, p, 1, 1, 1, 0, 0, 1)
                .build());
    }

    @Override
    public Prepared<INDArray> prepare(
            Parameter<INDArray> weights, Parameter<INDArray> bias, Optional<ChannelAffine> folded) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray w = weights.values().dup('c');
            INDArray b = bias.values().dup('c');
            folded.ifPresent(map -> {
                INDArray scale = array(map.scale(), w.dataType());
                w.muli(scale.reshape(scale.length(), 1, 1, 1, 1));
                b.subi(array(map.centre(), w.dataType())).muli(scale).addi(array(map.shift(), w.dataType()));
            });
            return new PreparedConvolution(w, b);
        }
    }

    private static INDArray array(double[] values, DataType type) {
        return Nd4j.createFromArray(values).castTo(type);
    }

    private final class PreparedConvolution implements Prepared<INDArray> {
        private final INDArray weights;
        private final INDArray bias;

        PreparedConvolution(INDArray weights, INDArray bias) {
            this.weights = weights;
            this.bias = bias;
        }

        @Override
        public void forward(INDArray x, INDArray y) {
            Nd4jConvolution.this.forward(x, weights, bias, y);
        }

        /** As large as the network's weights in all: the garbage collector would leave them for many passes. */
        @Override
        public void close() {
            weights.close();
            bias.close();
        }
    }
}

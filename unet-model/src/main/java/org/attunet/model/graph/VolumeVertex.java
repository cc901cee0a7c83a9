package org.attunet.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.network.ParameterSpec;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.layers.samediff.SameDiffGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.array.SingleThreadArrayHolder;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff vertex for [N, C, X, Y, Z]. DL4J's own stops at rank 4 because it makes masks for its inputs, and its gradients come
 * out doubled in M2.1; here the runtime vertex runs the SameDiff graph itself. The graph is rebuilt when the spatial size changes,
 * since interpolation matrices depend on it.
 */
abstract class VolumeVertex extends SameDiffVertex implements Planned {
    private static final long serialVersionUID = 1L;

    /** Spatial size of each input, [inputs][3], at the moment the graph is built. */
    private transient long[][] sizes;

    @Override
    public GraphVertex instantiate(
            ComputationGraph graph, String name, int index, INDArray parameters, boolean initialise, DataType type) {
        setName(name);
        return new VolumeRuntime(this, graph, name, index, parameters, initialise, type);
    }

    /** With what DL4J set on this configuration; without it a cloned vertex has no updater. */
    @Override
    public org.deeplearning4j.nn.conf.graph.GraphVertex clone() {
        VolumeVertex copy = (VolumeVertex) PlanGraph.part(operation());
        copy.setName(getName());
        copy.setRegularization(getRegularization());
        copy.setRegularizationBias(getRegularizationBias());
        copy.setUpdater(getUpdater() == null ? null : getUpdater().clone());
        copy.setBiasUpdater(getBiasUpdater() == null ? null : getBiasUpdater().clone());
        copy.setGradientNormalization(getGradientNormalization());
        copy.setGradientNormalizationThreshold(getGradientNormalizationThreshold());
        copy.setDataType(getDataType());
        return copy;
    }

    /** Names of the inputs in the definition. */
    abstract String[] inputNames();

    @Override
    public void defineParametersAndInputs(SDVertexParams definition) {
        definition.defineInputs(inputNames());
        for (ParameterSpec spec : operation().parameters("")) {
            if (spec.role() == ParameterSpec.Role.WEIGHT) {
                definition.addWeightParam(spec.key(), spec.shape());
            } else {
                definition.addBiasParam(spec.key(), spec.shape());
            }
        }
    }

    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
        operation().parameters("").forEach(spec -> Initial.fill(spec, parameters.get(spec.key())));
    }

    @Override
    public InputType getOutputType(int index, InputType... inputs) {
        return outputType(inputs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VolumeVertex vertex && operation().equals(vertex.operation());
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof VolumeVertex;
    }

    @Override
    public int hashCode() {
        return operation().hashCode();
    }

    @Override
    public char paramReshapeOrder(String name) {
        return 'c';
    }

    /** Spatial size of an input, by its place. */
    long[] size(int input) {
        return sizes[input];
    }

    /** Convolution with a cubic kernel without padding, stride = kernel or 1; weights [out, in, k, k, k]. */
    static SDVariable convolve(SameDiff sd, SDVariable x, SDVariable weights, SDVariable bias, int kernel, int stride) {
        Conv3DConfig config = Conv3DConfig.builder()
                .kD(kernel)
                .kH(kernel)
                .kW(kernel)
                .sD(stride)
                .sH(stride)
                .sW(stride)
                .dD(1)
                .dH(1)
                .dW(1)
                .paddingMode(PaddingMode.VALID)
                .biasUsed(bias != null)
                .dataFormat("NCDHW")
                .build();
        SDVariable w = sd.permute(weights, 2, 3, 4, 1, 0);
        return bias == null ? sd.cnn().conv3d(x, w, config) : sd.cnn().conv3d(x, w, bias, config);
    }

    /**
     * Trilinear upsampling by a whole factor as three matrix products: each takes the first spatial axis and puts it last, so
     * three bring the axes back in order.
     */
    SDVariable upsample(SameDiff sd, SDVariable x, long channels, long[] size, int factor) {
        SDVariable turned = sd.reshape(x, -1, size[0], size[1], size[2]);
        long[] now = size.clone();
        for (int axis = 0; axis < 3; axis++) {
            SDVariable weights = sd.constant(Nd4jKernels.interpolation((int) now[0], factor, getDataType()));
            SDVariable rows = sd.permute(sd.reshape(turned, -1, now[0], now[1] * now[2]), 0, 2, 1);
            SDVariable products = sd.mmul(sd.reshape(rows, -1, now[0]), weights);
            now = new long[] {now[1], now[2], now[0] * factor};
            turned = sd.reshape(products, -1, now[0], now[1], now[2]);
        }
        return sd.reshape(turned, -1, channels, now[0], now[1], now[2]);
    }

    /** The vertex in a running graph. */
    private static final class VolumeRuntime extends SameDiffGraphVertex {
        private static final long serialVersionUID = 1L;
        private final VolumeVertex vertex;
        private static final String EPSILON = "epsilon";
        private transient long[][] builtFor;

        VolumeRuntime(
                VolumeVertex vertex,
                ComputationGraph graph,
                String name,
                int index,
                INDArray parameters,
                boolean initialise,
                DataType type) {
            super(vertex, graph, name, index, parameters, initialise, type);
            this.vertex = vertex;
            vertex.setDataType(type);
        }

        @Override
        public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
            vertex.operation()
                    .check(
                            getVertexName(),
                            Arrays.stream(inputs).map(x -> Shape.of(x.shape())).toList());
            try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                build();
                INDArray result = sameDiff.output(placeholders(), outputKey).get(outputKey);
                return workspaces.dup(ArrayType.ACTIVATIONS, result, 'c');
            }
        }

        /** The gradient of {@code Σ output · epsilon}, which is what a chain of gradients is. */
        @Override
        public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
            Gradient gradient = new DefaultGradient();
            INDArray[] byInputs = new INDArray[inputs.length];
            try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
                build();
                Map<String, INDArray> given = placeholders();
                given.put(EPSILON, epsilon);
                List<String> wanted = new ArrayList<>(inputVars.keySet());
                wanted.addAll(paramTable.keySet());
                Map<String, INDArray> gradients = sameDiff.calculateGradients(given, wanted);
                paramTable.keySet().forEach(name -> {
                    gradTable.get(name).assign(gradients.get(name));
                    gradient.gradientForVariable().put(name, gradTable.get(name));
                });
                for (int n = 0; n < byInputs.length; n++) {
                    byInputs[n] = workspaces.dup(ArrayType.ACTIVATION_GRAD, gradients.get(wanted.get(n)), 'c');
                }
            }
            return new Pair<>(gradient, byInputs);
        }

        private Map<String, INDArray> placeholders() {
            Map<String, INDArray> given = new LinkedHashMap<>();
            int n = 0;
            for (String name : inputVars.keySet()) {
                given.put(name, inputs[n++]);
            }
            return given;
        }

        private void build() {
            long[][] sizes = new long[inputs.length][];
            for (int n = 0; n < inputs.length; n++) {
                sizes[n] = Arrays.copyOfRange(inputs[n].shape(), 2, 5);
            }
            if (!Arrays.deepEquals(sizes, builtFor)) {
                builtFor = sizes;
                doInit();
            }
        }

        @Override
        protected void doInit() {
            sameDiff = SameDiff.create();
            sameDiff.setArrayHolders(new SingleThreadArrayHolder(), new SingleThreadArrayHolder(), false);
            inputVars = new LinkedHashMap<>();
            int n = 0;
            for (String name : vertex.getVertexParams().getInputs()) {
                long[] size = builtFor[n];
                long channels = inputs[n++].size(1);
                inputVars.put(name, sameDiff.placeHolder(name, dataType, -1, channels, size[0], size[1], size[2]));
            }
            Map<String, SDVariable> parameters = new LinkedHashMap<>();
            paramTable.forEach((name, values) -> parameters.put(name, sameDiff.var(name, dataType, values.shape())));
            vertex.sizes = builtFor;
            outputVar = vertex.defineVertex(sameDiff, inputVars, parameters, Map.of());
            outputKey = outputVar.name();
            paramTable.forEach(
                    (name, values) -> sameDiff.associateArrayWithVariable(values, sameDiff.getVariable(name)));
            SDVariable gradient = sameDiff.placeHolder(EPSILON, dataType, -1, -1, -1, -1, -1);
            sameDiff.setLossVariables(outputVar.mul(gradient).sum().name());
        }
    }
}

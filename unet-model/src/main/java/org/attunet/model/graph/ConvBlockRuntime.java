package org.attunet.model.graph;

import org.attunet.model.execution.ConvBlock;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.TensorRef;
import org.attunet.model.kernel.nd4j.ArrayParameter;
import org.attunet.model.kernel.nd4j.Dense;
import org.attunet.model.kernel.nd4j.Nd4jKernels;
import org.attunet.model.kernel.nd4j.WorkspacePool;
import org.attunet.model.network.Operation;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ConvBlockLayer} as DL4J runs it: a {@link ConvBlock} over ND4J's kernels, in DL4J's workspaces. */
final class ConvBlockRuntime extends BaseLayer<ConvBlockLayer> {
    private static final long serialVersionUID = 1L;

    private transient WorkspacePool gradients;
    private transient TensorRef<INDArray> in;
    private transient TensorRef<INDArray> out;
    private transient ConvBlock<INDArray> block;

    ConvBlockRuntime(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = input.castTo(dataType);
        Operation.ConvBlock operation = layerConf().operation();
        WorkspacePool activations = new WorkspacePool(dataType, ArrayType.ACTIVATIONS).in(workspaces);
        gradients = new WorkspacePool(dataType, ArrayType.ACTIVATION_GRAD);
        Shape size = Shape.of(x.shape());
        in = new TensorRef<>(size, gradients, true);
        in.set(x);
        out = new TensorRef<>(size.withChannels(operation.out()), activations, true);
        block = new ConvBlock<>(new Nd4jKernels(activations), operation, this::parameter, in, out);
        if (training) {
            block.forward();
        } else {
            block.infer();
            block.parametersChanged();
        }
        return out.data();
    }

    private ArrayParameter parameter(String name) {
        return new ArrayParameter(getParam(name), gradientViews == null ? null : gradientViews.get(name));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        gradients.in(workspaces);
        INDArray dx;
        try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            boolean untouched = layerConf().operation().isPlain() && Dense.isDense(epsilon);
            out.setGradient(untouched ? epsilon : workspaces.dup(ArrayType.BP_WORKING_MEM, epsilon, 'c'));
            block.backward();
            dx = in.gradient();
        }
        clearRun();
        return new Pair<>(gradientByName(), dx);
    }

    private Gradient gradientByName() {
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach((name, view) -> {
            if (ConvBlockParameters.isRunning(layerConf(), name)) {
                view.assign(0);
            }
            gradient.gradientForVariable().put(name, view);
        });
        return gradient;
    }

    private void clearRun() {
        in = null;
        out = null;
        block = null;
    }

    @Override
    public void clear() {
        super.clear();
        clearRun();
    }

    @Override
    public void setParams(INDArray parameters) {
        setParams(parameters, 'c');
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}

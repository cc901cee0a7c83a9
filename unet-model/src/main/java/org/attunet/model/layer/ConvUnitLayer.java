package org.attunet.model.layer;

import static org.attunet.model.layer.ConvUnitParameters.BETA;
import static org.attunet.model.layer.ConvUnitParameters.BIAS;
import static org.attunet.model.layer.ConvUnitParameters.GAMMA;
import static org.attunet.model.layer.ConvUnitParameters.MEAN;
import static org.attunet.model.layer.ConvUnitParameters.VARIANCE;
import static org.attunet.model.layer.ConvUnitParameters.WEIGHT;

import org.attunet.model.Norm;
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
import org.nd4j.linalg.factory.Nd4j;

/** A {@link ConvUnit} at work. Keeps the convolution's output between forward and backward, nothing else of its size. */
final class ConvUnitLayer extends BaseLayer<ConvUnit> {
    private static final long serialVersionUID = 1L;

    private transient Convolution convolution;
    private transient INDArray convolved;
    private transient Normalisation normalisation;

    ConvUnitLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    private double slope() {
        return layerConf().activation().slope();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = input.castTo(dataType);
        INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, outputShape(x), 'c');
        if (!training && layerConf().norm() == Norm.BATCH) {
            return activateFolded(x, y);
        }
        convolution().forward(x, getParam(WEIGHT), getParam(BIAS), y);
        normalisation = normalise(y, training);
        if (!training) {
            VolumeOps.affine(y, normalisation.scale(), normalisation.shift(), slope(), y);
            normalisation = null;
            return y;
        }
        convolved = y;
        if (layerConf().isPlain()) {
            return y;
        }
        INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, y.shape(), 'c');
        VolumeOps.affine(y, normalisation.scale(), normalisation.shift(), slope(), out);
        return out;
    }

    /** Batch norm with running statistics is an affine map of each channel, so it goes into the weights. */
    private INDArray activateFolded(INDArray x, INDArray y) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray scale = getParam(GAMMA).div(sqrt(getParam(VARIANCE).add(ConvUnit.EPSILON)));
            INDArray weights = getParam(WEIGHT).mul(scale.reshape(scale.length(), 1, 1, 1, 1));
            INDArray bias = getParam(BIAS).sub(getParam(MEAN)).muli(scale).addi(getParam(BETA));
            convolution().forwardActivated(x, weights, bias, slope(), y);
            // As large as the network's weights in all: the garbage collector would leave them for many passes.
            weights.close();
        }
        return y;
    }

    private Convolution convolution() {
        if (convolution == null) {
            convolution = new Convolution(Convolution.Kernel.same(layerConf().kernel()));
        }
        return convolution;
    }

    private static INDArray sqrt(INDArray x) {
        return org.nd4j.linalg.ops.transforms.Transforms.sqrt(x);
    }

    private long[] outputShape(INDArray x) {
        return new long[] {x.size(0), layerConf().getNOut(), x.size(2), x.size(3), x.size(4)};
    }

    private Normalisation normalise(INDArray y, boolean training) {
        Statistics statistics = new Statistics(layerConf().norm(), (int) y.size(0), (int) y.size(1));
        if (layerConf().norm() == Norm.NONE) {
            return Normalisation.none(statistics);
        }
        double[] gamma = doubles(getParam(GAMMA));
        double[] beta = doubles(getParam(BETA));
        // Deviations are summed about a value near the mean: far from it, squares would cancel.
        double[] near = layerConf().norm() == Norm.BATCH ? doubles(getParam(MEAN)) : new double[gamma.length];
        Normalisation result = Normalisation.of(y, statistics, gamma, beta, near);
        if (training && layerConf().norm() == Norm.BATCH) {
            updateRunning(MEAN, result.mean());
            updateRunning(VARIANCE, result.unbiasedVariance());
        }
        return result;
    }

    private static double[] doubles(INDArray parameter) {
        return parameter.dup('c').data().asDouble();
    }

    private void updateRunning(String name, double[] batch) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray now = Nd4j.createFromArray(batch).castTo(dataType);
            getParam(name).muli(1 - ConvUnit.MOMENTUM).addi(now.muli(ConvUnit.MOMENTUM));
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray x = input.castTo(dataType);
        INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
        try (MemoryWorkspace ignored = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
            INDArray dense = Planes.dense(epsilon) ? epsilon : epsilon.dup('c');
            INDArray dy = layerConf().isPlain() ? dense : throughNormalisation(dense, workspaces);
            INDArray dw = gradientViews.get(WEIGHT);
            INDArray db = gradientViews.get(BIAS);
            convolution().backward(x, getParam(WEIGHT), dy, dx, dw, db);
        }
        convolved = null;
        normalisation = null;
        return new Pair<>(gradients(), dx);
    }

    private INDArray throughNormalisation(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray dy = workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, convolved.shape(), 'c');
        Normalisation.Gradients gradients = normalisation.backward(convolved, epsilon, slope(), dy);
        if (layerConf().norm() != Norm.NONE) {
            gradientViews.get(GAMMA).assign(Nd4j.createFromArray(gradients.gamma()));
            gradientViews.get(BETA).assign(Nd4j.createFromArray(gradients.beta()));
        }
        return dy;
    }

    private Gradient gradients() {
        Gradient gradient = new DefaultGradient();
        gradientViews.forEach((name, view) -> {
            if (ConvUnitParameters.isRunning(name)) {
                view.assign(0);
            }
            gradient.gradientForVariable().put(name, view);
        });
        return gradient;
    }

    @Override
    public void clear() {
        super.clear();
        convolved = null;
        normalisation = null;
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

package org.attunet.model.kernel.nd4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.ClassSums;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.DropoutMask;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.HostKernels;
import org.attunet.model.kernel.LinearWeights;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.attunet.model.kernel.TensorPool;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** ND4J's own operations, for every data type and backend. Activations are dense arrays, 'c' order [N, C, X, Y, Z]. */
public record Nd4jKernels(TensorPool<INDArray> pool) implements HostKernels<INDArray> {
    private static final long LONGEST_STRETCH = 256;

    /** Memory of intermediate results, used again and again. */
    private static final WorkspaceConfiguration PART = WorkspaceConfiguration.builder()
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policySpill(SpillPolicy.REALLOCATE)
            .build();

    /** Whether arrays of this type are floats in host memory. */
    public static boolean isCpuFloat(DataType type) {
        return type == DataType.FLOAT
                && Nd4j.getExecutioner().getClass().getName().contains("Native");
    }

    /** {@link LinearWeights} as an [n, n · factor] matrix {@code A}: {@code y = x A} for rows {@code x}. */
    public static INDArray interpolation(int n, int factor, DataType type) {
        LinearWeights weights = new LinearWeights(n, factor);
        double[][] matrix = new double[n][n * factor];
        for (int o = 0; o < n * factor; o++) {
            matrix[weights.low()[o]][o] += 1 - weights.weight()[o];
            matrix[weights.high()[o]][o] += weights.weight()[o];
        }
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.createFromArray(matrix).castTo(type);
        }
    }

    @Override
    public void run(Runnable part) {
        try (MemoryWorkspace ignored = Nd4j.getWorkspaceManager().getAndActivateWorkspace(PART, "kernels")) {
            part.run();
        }
    }

    @Override
    public INDArray read(INDArray array, Supplier<INDArray> own) {
        return array;
    }

    @Override
    public void fromArray(INDArray array, INDArray to) {
        to.assign(array);
    }

    @Override
    public void toArray(INDArray from, INDArray array) {
        array.assign(from);
    }

    @Override
    public Convolution<INDArray> convolution(Shape in, int out, Stencil stencil, long rowLength, Epilogue epilogue) {
        return new Nd4jConvolution(this, stencil, epilogue);
    }

    private static INDArray matrix(INDArray x) {
        long planes = x.size(0) * x.size(1);
        return x.reshape('c', planes, x.length() / planes);
    }

    /** Of every plane; ND4J adds one number after the other, so only short stretches are added in floats. */
    private static double[] sums(INDArray matrix) {
        long voxels = matrix.size(1);
        long stretch = Math.min(LONGEST_STRETCH, Long.lowestOneBit(voxels));
        return matrix.reshape('c', matrix.length() / stretch, stretch)
                .sum(1)
                .castTo(DataType.DOUBLE)
                .reshape('c', matrix.size(0), voxels / stretch)
                .sum(1)
                .toDoubleVector();
    }

    private static INDArray column(double[] values, DataType type) {
        return Nd4j.createFromArray(values).castTo(type).reshape(values.length, 1);
    }

    @Override
    public double[][] moments(INDArray y, double[] centre) {
        INDArray m = matrix(y);
        INDArray centred = m.sub(column(centre, y.dataType()));
        return new double[][] {sums(m), sums(centred.mul(centred))};
    }

    @Override
    public void affine(INDArray y, double[] scale, double[] shift, double slope, INDArray out) {
        activate(matrix(y).mul(column(scale, y.dataType())).addi(column(shift, y.dataType())), slope, matrix(out));
    }

    private static INDArray slopes(INDArray t, double slope) {
        return t.gt(0).castTo(t.dataType()).muli(1 - slope).addi(slope);
    }

    private static INDArray backwardActivation(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double slope) {
        INDArray t = matrix(y).mul(column(scale, y.dataType())).addi(column(shift, y.dataType()));
        return matrix(gradient).mul(slopes(t, slope));
    }

    @Override
    public double[][] gradientMoments(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double[] centre, double slope) {
        INDArray g = backwardActivation(y, gradient, scale, shift, slope);
        INDArray centred = matrix(y).sub(column(centre, y.dataType()));
        return new double[][] {sums(g), sums(centred.muli(g))};
    }

    @Override
    public void affineGradient(
            INDArray y, INDArray gradient, double[] scale, double[] shift, double slope, double[] b, double[] c) {
        DataType type = y.dataType();
        INDArray g = backwardActivation(y, gradient, scale, shift, slope);
        matrix(gradient)
                .assign(g.muli(column(scale, type))
                        .addi(matrix(y).mul(column(b, type)))
                        .addi(column(c, type)));
    }

    @Override
    public void activate(INDArray x, double slope, INDArray out) {
        out.assign(x.mul(slopes(x, slope)));
    }

    @Override
    public void activationGradient(INDArray y, INDArray gradient, double slope) {
        gradient.muli(slopes(y, slope));
    }

    @Override
    public void add(INDArray from, INDArray to) {
        to.addi(from);
    }

    @Override
    public void copy(INDArray from, INDArray to) {
        to.assign(from);
    }

    @Override
    public void clear(INDArray out) {
        out.assign(0);
    }

    @Override
    public void sigmoid(INDArray y) {
        Transforms.sigmoid(y, false);
    }

    @Override
    public void sigmoidGradient(INDArray s, INDArray gradient) {
        gradient.muli(s.rsub(1).muli(s));
    }

    @Override
    public void dropout(INDArray x, DropoutMask mask, INDArray out) {
        float[] factors = new float[(int) x.length()];
        for (int n = 0; n < factors.length; n++) {
            factors[n] = mask.apply(1, n);
        }
        out.assign(x.mul(Nd4j.createFromArray(factors).castTo(x.dataType()).reshape('c', x.shape())));
    }

    /** All predictions of all samples, [N · K, C, V]. */
    private static INDArray stacked(INDArray x, int classes) {
        long voxels = x.length() / (x.size(0) * x.size(1));
        return x.reshape('c', x.length() / (classes * voxels), classes, voxels);
    }

    /** 1 where a voxel is of a class, else 0, for each prediction, [N · K, C, V]. */
    private static INDArray oneHot(INDArray labels, INDArray stacked) {
        long samples = labels.size(0);
        INDArray difference =
                Nd4j.zeros(stacked.dataType(), samples, stacked.size(0) / samples, stacked.size(1), stacked.size(2));
        difference.addi(labels.reshape('c', samples, 1, 1, stacked.size(2)));
        double[] classes =
                IntStream.range(0, (int) stacked.size(1)).asDoubleStream().toArray();
        difference.subi(column(classes, stacked.dataType()).reshape('c', 1, 1, classes.length, 1));
        return difference.eq(0).castTo(stacked.dataType()).reshape('c', stacked.shape());
    }

    @Override
    public void softmax(INDArray logits, int classes, INDArray out) {
        INDArray z = stacked(logits, classes);
        INDArray e = Transforms.exp(z.sub(z.max(true, 1)), false);
        stacked(out, classes).assign(e.div(e.sum(true, 1)));
    }

    @Override
    public ClassSums classSums(INDArray probabilities, INDArray labels, int classes, boolean logs) {
        INDArray p = stacked(probabilities, classes);
        INDArray y = oneHot(labels, p);
        INDArray log = logs
                ? Transforms.log(Transforms.max(p, Float.MIN_NORMAL, true), false)
                        .muli(y)
                : y.mul(0);
        INDArray most = oneHot(Nd4j.argMax(p, 1).castTo(p.dataType()), p);
        return new ClassSums(
                sums(planes(p)), sums(planes(p.mul(y))), sums(planes(y)), sums(planes(log)), sums(planes(most)));
    }

    private static INDArray planes(INDArray stacked) {
        return stacked.reshape('c', stacked.size(0) * stacked.size(1), stacked.size(2));
    }

    @Override
    public void softmaxGradient(INDArray probabilities, INDArray labels, int classes, ClassSums by) {
        INDArray p = stacked(probabilities, classes);
        INDArray y = oneHot(labels, p);
        long[] perClass = {p.size(0), classes, 1};
        INDArray slopes = y.mul(column(by.overlap(), p.dataType()).reshape('c', perClass))
                .addi(column(by.probability(), p.dataType()).reshape('c', perClass));
        INDArray log = y.mul(column(by.logarithm(), p.dataType()).reshape('c', perClass))
                .sum(true, 1);
        slopes.subi(slopes.mul(p).sum(true, 1)).muli(p);
        p.assign(slopes.addi(y.sub(p).muli(log)));
    }

    @Override
    public void adam(INDArray gradient, INDArray first, INDArray second, AdamStep step) {
        first.muli(step.beta1()).addi(gradient.mul(1 - step.beta1()));
        second.muli(step.beta2()).addi(gradient.mul(gradient).muli(1 - step.beta2()));
        gradient.assign(
                first.mul(step.rate()).divi(Transforms.sqrt(second, true).addi(step.epsilon())));
    }

    @Override
    public void maxPool(INDArray x, INDArray out) {
        pool("maxpool3dnew", List.of(x), out);
    }

    @Override
    public void maxPoolGradient(INDArray x, INDArray out, INDArray gradient, INDArray dx) {
        INDArray part = dx.ulike();
        pool("maxpool3dnew_bp", List.of(x, gradient), part);
        dx.addi(part);
    }

    /** Kernel, stride, padding and dilation of each axis; a last odd plane is dropped, channels first. */
    private static void pool(String operation, List<INDArray> inputs, INDArray output) {
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs.toArray(INDArray[]::new))
                .addOutputs(output)
                .addIntegerArguments(2, 2, 2, 2, 2, 2, 0, 0, 0, 1, 1, 1, 0, 1, 0)
                .build());
    }

    private static INDArray seconds(INDArray x, INDArray like) {
        INDArrayIndex[] axes = new INDArrayIndex[5];
        axes[0] = all();
        axes[1] = all();
        for (int axis = 2; axis < axes.length; axis++) {
            axes[axis] = interval(0, 2, 2 * like.size(axis));
        }
        return x.get(axes);
    }

    @Override
    public void everySecond(INDArray x, INDArray out) {
        out.assign(seconds(x, out));
    }

    @Override
    public void addToEverySecond(INDArray part, INDArray dx) {
        seconds(dx, part).addi(part);
    }

    @Override
    public void concat(List<INDArray> parts, List<Integer> factors, INDArray map, INDArray out) {
        long channel = 0;
        for (int n = 0; n < parts.size(); n++) {
            INDArray x = parts.get(n);
            channels(out, channel, x.size(1))
                    .assign(n == 0 && map != null ? x.mul(map) : alongAllAxes(x, factors.get(n), false));
            channel += x.size(1);
        }
    }

    @Override
    public void upsampleAdjoint(INDArray gradient, int channel, int factor, INDArray dx, boolean add) {
        fill(dx, alongAllAxes(channels(gradient, channel, dx.size(1)).dup('c'), factor, true), add);
    }

    @Override
    public void gateAdjoint(INDArray gradient, INDArray x, INDArray map, INDArray dx, INDArray dmap, boolean add) {
        INDArray g = channels(gradient, 0, x.size(1));
        fill(dx, g.mul(map), add);
        dmap.assign(g.mul(x).sum(true, 1));
    }

    private static void fill(INDArray dx, INDArray part, boolean add) {
        if (add) {
            dx.addi(part);
        } else {
            dx.assign(part);
        }
    }

    private static INDArray channels(INDArray x, long first, long count) {
        return x.get(all(), interval(first, first + count), all(), all(), all());
    }

    /** Each turn interpolates the first spatial axis and moves it to the end; after three turns the axes are in order again. */
    private static INDArray alongAllAxes(INDArray x, int factor, boolean adjoint) {
        long planes = x.size(0) * x.size(1);
        INDArray turned = x.reshape('c', planes, x.size(2), x.size(3), x.size(4));
        for (int axis = 0; axis < 3; axis++) {
            long n = turned.size(1);
            INDArray weights = adjoint
                    ? interpolation((int) n / factor, factor, x.dataType()).transpose()
                    : interpolation((int) n, factor, x.dataType());
            long rest = turned.size(2) * turned.size(3);
            INDArray rows =
                    turned.reshape('c', planes, n, rest).permute(0, 2, 1).dup('c');
            turned = rows.reshape('c', planes * rest, n)
                    .mmul(weights)
                    .dup('c')
                    .reshape('c', planes, turned.size(2), turned.size(3), weights.size(1));
        }
        return turned.reshape('c', x.size(0), x.size(1), turned.size(1), turned.size(2), turned.size(3));
    }
}

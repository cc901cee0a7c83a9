package org.attunet.model.kernel.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.ClassLoss;
import org.attunet.model.kernel.ClassScores;
import org.attunet.model.kernel.ClassSums;
import org.attunet.model.kernel.Convolution;
import org.attunet.model.kernel.Dropping;
import org.attunet.model.kernel.Epilogue;
import org.attunet.model.kernel.HostKernels;
import org.attunet.model.kernel.KernelSet;
import org.attunet.model.kernel.Kernels;
import org.attunet.model.kernel.NetworkArrays;
import org.attunet.model.kernel.NormGroups;
import org.attunet.model.kernel.Normalisation;
import org.attunet.model.kernel.Parameter;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.Stencil;
import org.attunet.model.kernel.TrainingStore;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What every set of kernels passes, each kernel by itself: convolutions against sums over single voxels, adjoint identities ⟨A x, y⟩ =
 * ⟨x, Aᵀ y⟩, and definitions voxel by voxel; in sizes that are odd, of one voxel, and of channels that are multiples of nothing.
 * Numbers that go in are such as every precision keeps.
 */
public final class KernelsContract<T> {
    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 1, 1, 1, 1), new Shape(2, 5, 3, 7, 5), new Shape(1, 16, 4, 2, 6), new Shape(2, 3, 6, 5, 9));

    private static final List<Stencil> STENCILS = List.of(Stencil.same(3), Stencil.same(1), new Stencil(2, 2, 0));

    /** Of sums over some thousand numbers near 1, in float. */
    private static final double FLOATS = 2e-5;

    /**
     * Of eight bits a number is off by 1/512 of itself at most: five times that for what several such numbers come to, thirty times for
     * products of some thousand of them that cancel.
     */
    private static final double HALVES = 5.0 / 512;

    private static final double PRODUCTS_OF_HALVES = 30.0 / 512;

    private final KernelSet<T> set;
    private final Kernels<T> kernels;
    private final DataType type;
    private final double tolerance;
    private final double ofProducts;

    /**
     * Of a set of kernels.
     *
     * @param tolerance of sums over some thousand numbers near 1
     */
    public KernelsContract(KernelSet<T> set, double tolerance) {
        this(set, tolerance, tolerance);
    }

    /** Of a set of kernels that computes in float. */
    public static <T> KernelsContract<T> ofFloats(KernelSet<T> set) {
        return new KernelsContract<>(set, FLOATS);
    }

    /** Of a set of kernels that keeps activations as bfloat16, and sums in float. */
    public static <T> KernelsContract<T> ofHalves(KernelSet<T> set) {
        return new KernelsContract<>(set, HALVES, PRODUCTS_OF_HALVES);
    }

    /**
     * Of a set of kernels that keeps fewer bits than it sums.
     *
     * @param tolerance of what it computes
     * @param ofProducts of products of two activations, whose terms were rounded each and may cancel
     */
    private KernelsContract(KernelSet<T> set, double tolerance, double ofProducts) {
        this.ofProducts = ofProducts;
        this.set = set;
        this.kernels = set.kernels();
        this.type = set.type();
        this.tolerance = tolerance;
    }

    /**
     * A check of one kernel at one size.
     *
     * @param name what is checked
     * @param body throws a {@link BrokenContractException} where it fails
     */
    public record Check(String name, Runnable body) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them. */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (Shape shape : SHAPES) {
            addConvolutions(checks, shape);
            for (int factor : new int[] {1, 2, 3, 4}) {
                checks.add(check("upsampling by " + factor, shape, at -> upsampling(at, factor)));
            }
            checks.add(check("gating", shape, this::gating));
            checks.add(check("max pooling and strides", shape, this::halving));
            for (double slope : new double[] {0, 0.01, 1}) {
                addNormalisations(checks, shape, slope);
            }
            checks.add(check("numbers by themselves", shape, this::elementwise));
            checks.add(check("dropout", shape, this::dropout));
            for (int classes : new int[] {1, 2, 3, 5}) {
                checks.add(check(
                        "probabilities of " + classes + " classes",
                        shape,
                        at -> probabilities(at.withChannels(3 * classes), classes)));
            }
        }
        for (int length : new int[] {1, 7, 5000}) {
            checks.add(new Check("Adam over " + length, () -> adam(length)));
        }
        checks.addAll(new WindowsContract<>(set, tolerance).checks());
        kernels.patches().ifPresent(patches -> checks.addAll(new PatchesContract<>(set, patches, tolerance).checks()));
        return checks;
    }

    private static Check check(String name, Shape shape, Consumer<Shape> body) {
        return new Check(name + " of " + Arrays.toString(shape.dimensions()), () -> body.accept(shape));
    }

    private void addConvolutions(List<Check> checks, Shape shape) {
        int shortest = Math.min(shape.x(), Math.min(shape.y(), shape.z()));
        for (Stencil stencil : STENCILS) {
            for (int out : new int[] {1, 2, 7, 13}) {
                if (stencil.output(shortest) >= 1) {
                    String name = "convolution by " + stencil.edge() + " at stride " + stencil.stride() + " to " + out;
                    checks.add(check(name, shape, at -> convolution(at, out, stencil)));
                }
            }
        }
    }

    private void addNormalisations(List<Check> checks, Shape shape, double slope) {
        for (NormGroups groups : groups(shape)) {
            String name = "normalisation in " + groups.sets() + " sets with slope " + slope;
            checks.add(check(name, shape, at -> normalisation(at, groups, slope)));
        }
        if (kernels instanceof HostKernels<T> host) {
            checks.add(check("planes with slope " + slope, shape, at -> planes(host, at, slope)));
        }
    }

    /** Sets of planes of batch, instance and group norm. */
    private static List<NormGroups> groups(Shape shape) {
        int c = shape.channels();
        return List.of(
                new NormGroups(shape.samples(), c, 1, true),
                new NormGroups(shape.samples(), c, 1, false),
                new NormGroups(shape.samples(), c, c % 2 == 0 ? c / 2 : c, false));
    }

    /** Numbers near 1, the same for the same seed. */
    private INDArray random(int seed, long... shape) {
        Random random = new Random(seed);
        double[] values = random.doubles(Arrays.stream(shape).reduce(1, (a, b) -> a * b), -1, 1)
                .toArray();
        return kept(Nd4j.createFromArray(values)).reshape('c', shape);
    }

    /** Cut down to numbers that every precision keeps as they are: eight bits of a fraction. */
    private INDArray kept(INDArray numbers) {
        double[] cut = Arrays.stream(numbers.dup('c').data().asDouble())
                .map(number -> Float.intBitsToFloat(Float.floatToRawIntBits((float) number) & 0xffff0000))
                .toArray();
        return Nd4j.createFromArray(cut).castTo(type).reshape('c', numbers.shape());
    }

    private INDArray random(int seed, Shape shape) {
        return random(seed, shape.dimensions());
    }

    private T put(INDArray array) {
        return set.put(array);
    }

    private T empty(Shape shape) {
        return put(random(99, shape));
    }

    private INDArray get(T tensor, Shape shape) {
        return set.get(tensor, shape);
    }

    private static double product(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE)
                .mul(b.castTo(DataType.DOUBLE))
                .sumNumber()
                .doubleValue();
    }

    private void same(double found, double expected) {
        Held.near(found, expected, tolerance * (1 + Math.abs(expected)));
    }

    private void sameProduct(double found, double expected) {
        Held.near(found, expected, ofProducts * (1 + Math.abs(expected)));
    }

    private void same(INDArray found, INDArray expected) {
        same(found, expected, 0);
    }

    /** Of numbers that were multiplied by up to {@code steepest}. */
    private void same(INDArray found, INDArray expected, double steepest) {
        Held.near(
                found,
                expected,
                tolerance * (1 + steepest + expected.amaxNumber().doubleValue()));
    }

    /** One layer's numbers, [N, C] of planes. */
    private double[] perPlane(int seed, Shape shape) {
        return new Random(seed)
                .doubles((long) shape.samples() * shape.channels(), -1, 1)
                .toArray();
    }

    /** Weights and bias as the set itself holds parameters: parts of one vector. */
    private void convolution(Shape in, int out, Stencil stencil) {
        int k = stencil.edge();
        INDArray w = random(8, out, in.channels(), k, k, k);
        INDArray b = random(9, out);
        INDArray vector = Nd4j.concat(1, w.reshape(1, w.length()), b.reshape(1, out));
        INDArray gradient = vector.ulike();
        Map<String, INDArray> views = Map.of("n_W", part(vector, 0, w), "n_b", part(vector, w.length(), b));
        TrainingStore<T> store = set.stores().apply(new NetworkArrays(vector, () -> gradient, () -> null, views));
        convolution(in, out, stencil, store.get("n", "W"), store.get("n", "b"), w);

        store.fetch();
        Shape size = stencil.output(in, out);
        INDArray dy = random(2, size);
        INDArray linear = Direct.convolution(random(1, in), w, new double[out], size, stencil);
        sameProduct(product(part(gradient, 0, w), w), product(linear, dy));
        same(part(gradient, w.length(), b), dy.castTo(DataType.DOUBLE).sum(0, 2, 3, 4));
    }

    private static INDArray part(INDArray vector, long from, INDArray like) {
        return vector.reshape(vector.length())
                .get(NDArrayIndex.interval(from, from + like.length()))
                .reshape('c', like.shape());
    }

    /** A convolution's output one voxel after the other, and both its adjoints. */
    private void convolution(Shape in, int out, Stencil stencil, Parameter<T> weights, Parameter<T> bias, INDArray w) {
        long row = w.length() / out;
        Convolution<T> convolution = kernels.convolution(in, out, stencil, row, Epilogue.BIAS);
        Shape size = stencil.output(in, out);
        INDArray x = random(1, in);
        INDArray dy = random(2, size);
        T y = empty(size);
        convolution.forward(put(x), weights, bias, y);
        double[] offsets = bias.doubles();
        INDArray expected = Direct.convolution(x, w, offsets, size, stencil);
        same(get(y, size), expected);

        T dx = empty(in);
        convolution.backward(put(x), put(dy), weights, bias, dx);
        INDArray linear = Direct.convolution(x, w, new double[out], size, stencil);
        sameProduct(product(get(dx, in), x), product(linear, dy));

        try (Convolution.Prepared<T> prepared = convolution.prepare(weights, bias, Optional.empty())) {
            prepared.forward(put(x), y);
        }
        same(get(y, size), expected);
        for (double slope : new double[] {0, 0.1}) {
            Epilogue activation = new Epilogue(true, false, slope);
            Convolution<T> activated = kernels.convolution(in, out, stencil, row, activation);
            try (Convolution.Prepared<T> prepared = activated.prepare(weights, bias, Optional.empty())) {
                prepared.forward(put(x), y);
            }
            same(get(y, size), Transforms.max(expected, expected.mul(slope)));
        }
    }

    /** Upsampling and its adjoint, into the channels behind others. */
    private void upsampling(Shape shape, int factor) {
        INDArray x = random(1, shape);
        Shape wide = shape.times(factor).withChannels(2 + shape.channels());
        INDArray g = random(2, wide);
        INDArray first = random(3, wide.withChannels(2));
        T out = empty(wide);
        kernels.concat(List.of(put(first), put(x)), List.of(1, factor), null, out);
        T dx = empty(shape);
        kernels.upsampleAdjoint(put(g), 2, factor, dx, false);
        double ofFirst = product(first, g.get(all(), to(0, 2)));
        sameProduct(product(get(out, wide), g), ofFirst + product(x, get(dx, shape)));
        T twice = put(x);
        kernels.upsampleAdjoint(put(g), 2, factor, twice, true);
        same(get(twice, shape), x.add(get(dx, shape)));
        if (factor == 1) {
            same(get(out, wide).get(all(), to(2, wide.channels())), x);
        }
    }

    private static INDArrayIndex all() {
        return NDArrayIndex.all();
    }

    private static INDArrayIndex to(long from, long to) {
        return NDArrayIndex.interval(from, to);
    }

    /** The product with a map: linear in both. */
    private void gating(Shape shape) {
        INDArray x = random(1, shape);
        INDArray map = random(2, shape.withChannels(1));
        INDArray g = random(3, shape);
        T out = empty(shape);
        kernels.concat(List.of(put(x)), List.of(1), put(map), out);
        same(get(out, shape), x.mul(map));
        T dx = empty(shape);
        T dmap = empty(shape.withChannels(1));
        kernels.gateAdjoint(put(g), put(x), put(map), dx, dmap, false);
        same(get(dx, shape), g.mul(map));
        same(get(dmap, shape.withChannels(1)), g.mul(x).sum(true, 1));
    }

    /** Maxima and where their gradient goes; every second voxel and its adjoint. */
    private void halving(Shape shape) {
        Shape half = shape.dividedBy(2);
        if (half.length() == 0) {
            return;
        }
        INDArray x = random(1, shape);
        INDArray g = random(2, half);
        T largest = empty(half);
        kernels.maxPool(put(x), largest);
        same(get(largest, half), Direct.maxima(x, half));
        T dx = put(x.mul(0));
        kernels.maxPoolGradient(put(x), largest, put(g), dx);
        sameProduct(product(get(dx, shape), x), product(get(largest, half), g));

        Shape even = half.times(2);
        INDArray z = random(3, even);
        T kept = empty(half);
        kernels.everySecond(put(z), kept);
        T dz = put(z);
        kernels.addToEverySecond(put(g), dz);
        sameProduct(product(get(dz, even), z), product(z, z) + product(get(kept, half), g));
        Held.near(get(kept, half).getDouble(0), z.getDouble(0), 0);
    }

    /** Sums and maps of planes, plane by plane and voxel by voxel in double. */
    private void planes(HostKernels<T> host, Shape shape, double slope) {
        INDArray y = random(1, shape);
        INDArray g = random(2, shape);
        double[] scale = perPlane(3, shape);
        double[] shift = perPlane(4, shape);
        double[] centre = perPlane(5, shape);
        double[][] sums = new double[4][scale.length];
        INDArray activated = y.ulike();
        INDArray combined = y.ulike();
        for (int n = 0; n < y.length(); n++) {
            int plane = n / shape.voxels();
            double v = y.data().getDouble(n);
            double t = scale[plane] * v + shift[plane];
            double through = g.data().getDouble(n) * (t > 0 ? 1 : slope);
            sums[0][plane] += v;
            sums[1][plane] += (v - centre[plane]) * (v - centre[plane]);
            sums[2][plane] += through;
            sums[3][plane] += through * (v - centre[plane]);
            activated.data().put(n, t > 0 ? t : slope * t);
            combined.data().put(n, scale[plane] * through + shift[plane] * v + centre[plane]);
        }
        double[][] moments = host.moments(put(y), centre);
        double[][] byScale = host.gradientMoments(put(y), put(g), scale, shift, centre, slope);
        for (int plane = 0; plane < scale.length; plane++) {
            same(moments[0][plane], sums[0][plane]);
            same(moments[1][plane], sums[1][plane]);
            same(byScale[0][plane], sums[2][plane]);
            same(byScale[1][plane], sums[3][plane]);
        }
        T out = put(y);
        host.affine(out, scale, shift, slope, out);
        same(get(out, shape), activated);
        T gradient = put(g);
        host.affineGradient(put(y), gradient, scale, shift, slope, shift, centre);
        same(get(gradient, shape), combined);
    }

    /**
     * Normalisation and activation by their definition; gradients by central differences of ⟨out, g⟩, all in double.
     */
    private void normalisation(Shape shape, NormGroups groups, double slope) {
        INDArray byParameters = Nd4j.create(type, 1, 4L * shape.channels());
        TrainingStore<T> store = ofNorm(byParameters);
        boolean runs = groups.acrossSamples();
        Normalisation.Parameters<T> parameters = new Normalisation.Parameters<>(
                store.get("n", "gamma"),
                store.get("n", "beta"),
                runs ? store.get("n", "mean") : null,
                runs ? store.get("n", "var") : null);
        INDArray y = kept(random(1, shape).mul(2).add(3));
        INDArray g = random(2, shape);
        double[] gamma = parameters.gamma().doubles();
        double[] beta = parameters.beta().doubles();
        Direct.Normalised expected = Direct.normalised(y, groups, gamma, beta, slope);
        double[] running = parameters.mean() == null ? null : parameters.mean().doubles();
        double[] spread =
                parameters.variance() == null ? null : parameters.variance().doubles();

        Normalisation<T> normalisation = kernels.normalisation(shape, groups, slope);
        T given = put(y);
        T out = empty(shape);
        normalisation.forward(given, parameters, out);
        same(get(out, shape), expected.out(), expected.steepest());
        for (int c = 0; running != null && c < gamma.length; c++) {
            same(parameters.mean().doubles()[c], 0.9 * running[c] + 0.1 * expected.mean()[c]);
            same(parameters.variance().doubles()[c], 0.9 * spread[c] + 0.1 * expected.unbiasedVariance()[c]);
        }
        T gradient = put(g);
        normalisation.backward(given, gradient, parameters);
        INDArray exact = y.castTo(DataType.DOUBLE);
        INDArray found = get(gradient, shape);
        for (long at : new Random(3).longs(12, 0, y.length()).toArray()) {
            double slopeOfY = slope(step -> {
                INDArray moved = exact.dup('c');
                moved.data().put(at, moved.data().getDouble(at) + step);
                return product(
                        Direct.normalised(moved, groups, gamma, beta, slope).out(), g);
            });
            near(found.data().getDouble(at), slopeOfY, expected.steepest());
        }
        store.fetch();
        for (int n = 0; n < gamma.length; n++) {
            int c = n;
            double ofGamma = slope(step -> product(
                    Direct.normalised(y, groups, moved(gamma, c, step), beta, slope)
                            .out(),
                    g));
            double ofBeta = slope(step -> product(
                    Direct.normalised(y, groups, gamma, moved(beta, c, step), slope)
                            .out(),
                    g));
            near(byParameters.getDouble(c), ofGamma, expected.steepest());
            near(byParameters.getDouble(gamma.length + c), ofBeta, 0);
        }
    }

    /** As near as central differences come. */
    private void near(double found, double expected, double steepest) {
        Held.near(found, expected, Math.max(tolerance, 1e-6) * (1 + steepest + Math.abs(expected)));
    }

    /** A central difference. */
    private static double slope(DoubleUnaryOperator function) {
        return (function.applyAsDouble(1e-5) - function.applyAsDouble(-1e-5)) / 2e-5;
    }

    private static double[] moved(double[] values, int place, double step) {
        double[] moved = values.clone();
        moved[place] += step;
        return moved;
    }

    /** Scale, shift and running statistics, as the set itself holds parameters: parts of one vector. */
    private TrainingStore<T> ofNorm(INDArray gradient) {
        INDArray vector = random(8, 1, gradient.length());
        long channels = gradient.length() / 4;
        INDArray like = Nd4j.create(type, channels);
        Map<String, INDArray> views = Map.of(
                "n_gamma", part(vector, 0, like),
                "n_beta", part(vector, channels, like),
                "n_mean", part(vector, 2 * channels, like),
                "n_var", part(vector, 3 * channels, like));
        return set.stores().apply(new NetworkArrays(vector, () -> gradient, () -> null, views));
    }

    /** What looks at each number alone. */
    private void elementwise(Shape shape) {
        INDArray x = random(1, shape);
        INDArray g = random(2, shape);
        T out = empty(shape);
        kernels.activate(put(x), 0.25, out);
        same(get(out, shape), x.gt(0).castTo(type).muli(0.75).addi(0.25).muli(x));
        T gradient = put(g);
        kernels.activationGradient(out, gradient, 0.25);
        same(get(gradient, shape), x.gt(0).castTo(type).muli(0.75).addi(0.25).muli(g));
        T sigmoid = put(x);
        kernels.sigmoid(sigmoid);
        INDArray s = get(sigmoid, shape);
        double first = x.getDouble(0);
        same(s.getDouble(0), 1 / (1 + Math.exp(-first)));
        T slopes = put(g);
        kernels.sigmoidGradient(sigmoid, slopes);
        same(get(slopes, shape), s.rsub(1).mul(s).mul(g));
        T sum = put(x);
        kernels.add(put(g), sum);
        same(get(sum, shape), x.add(g));
        kernels.copy(put(g), sum);
        same(get(sum, shape), g);
        kernels.clear(sum);
        same(get(sum, shape), g.mul(0));
    }

    /** The same for the same seed, zero or divided by the share that is kept. */
    private void dropout(Shape shape) {
        INDArray x = random(1, shape);
        T once = empty(shape);
        T again = put(x);
        Dropping<T> dropping = kernels.dropping(0.5);
        dropping.choose(7);
        dropping.apply(put(x), once);
        dropping.apply(again, again);
        INDArray found = get(once, shape);
        Held.near(get(again, shape), found, 0);
        same(found, found.neq(0).castTo(type).mul(x).mul(2));
    }

    /**
     * Softmax over the classes of three predictions and its sums, voxel by voxel in double; the gradient by central differences of a
     * loss made of the sums, in double too.
     */
    private void probabilities(Shape shape, int classes) {
        INDArray z = kept(random(1, shape).mul(3));
        Random random = new Random(2);
        INDArray y = get(empty(shape.withChannels(1)), shape.withChannels(1));
        for (int n = 0; n < y.length(); n++) {
            y.data().put(n, random.nextInt(classes));
        }
        T p = empty(shape);
        kernels.softmax(put(z), classes, p);
        same(get(p, shape), Direct.softmax(z, classes));
        int planes = shape.samples() * shape.channels();
        ClassLoss loss = new ClassLoss(classes, perPlane(3, shape), perPlane(4, shape), 0.02, 0.01);
        ClassScores<T> scores = kernels.classScores(shape, loss);
        scores.forward(p, put(y));
        ClassSums found = scores.sums().get();
        ClassSums expected = Direct.classSums(z, y, classes);
        for (int plane = 0; plane < planes; plane++) {
            same(found.probability()[plane], expected.probability()[plane]);
            same(found.overlap()[plane], expected.overlap()[plane]);
            Held.near(found.labelled()[plane], expected.labelled()[plane], 0);
            same(found.logarithm()[plane], expected.logarithm()[plane]);
            // Where few bits are kept, probabilities become equal, and the first of them decides.
            Held.near(found.decided()[plane], expected.decided()[plane], Math.floor(tolerance * shape.voxels()));
        }

        scores.backward(p, put(y));
        INDArray gradient = get(p, shape);
        INDArray exact = z.castTo(DataType.DOUBLE);
        for (long at : random.longs(12, 0, z.length()).toArray()) {
            double slope = slope(step -> {
                INDArray moved = exact.dup('c');
                moved.data().put(at, moved.data().getDouble(at) + step);
                return value(loss, Direct.classSums(moved, y, classes));
            });
            near(gradient.data().getDouble(at), slope, 0);
        }
        ClassLoss withoutLogarithms = new ClassLoss(classes, perPlane(3, shape), new double[planes], 0, 1);
        ClassScores<T> fewer = kernels.classScores(shape, withoutLogarithms);
        fewer.forward(p, put(y));
        for (double unasked : fewer.sums().get().logarithm()) {
            Held.near(unasked, 0, 0);
        }
    }

    /** By the definition. */
    private static double value(ClassLoss loss, ClassSums sums) {
        double all = 0;
        for (int plane = 0; plane < loss.dice().length; plane++) {
            double overlap = 2 * sums.overlap()[plane] + loss.a();
            double both = sums.probability()[plane] + sums.labelled()[plane] + loss.b();
            all += loss.dice()[plane] * (1 - overlap / both) - loss.logarithm()[plane] * sums.logarithm()[plane];
        }
        return all;
    }

    /** Three steps of Adam by its definition, number by number, in double; over parameters as the set itself holds them. */
    private void adam(int length) {
        INDArray values = random(9, 1, length);
        INDArray gradient = values.ulike();
        INDArray moments = Nd4j.zeros(type, 1, 2L * length);
        Map<String, INDArray> views = Map.of("n_p", part(values, 0, values));
        TrainingStore<T> store = set.stores().apply(new NetworkArrays(values, () -> gradient, () -> moments, views));
        double[] first = new double[length];
        double[] second = new double[length];
        for (int step = 0; step < 3; step++) {
            double[] g = random(step, length).castTo(DataType.DOUBLE).toDoubleVector();
            store.get("n", "p").setGradient(g);
            kernels.adam(
                    store.gradient(0, length),
                    store.state(0, length),
                    store.state(length, length),
                    AdamStep.of(1e-2, 1e-8, step));
            store.fetch();
            for (int n = 0; n < length; n++) {
                first[n] = 0.9 * first[n] + 0.1 * g[n];
                second[n] = 0.999 * second[n] + 0.001 * g[n] * g[n];
                double mean = first[n] / (1 - Math.pow(0.9, step + 1));
                double root = Math.sqrt(second[n] / (1 - Math.pow(0.999, step + 1)));
                // Of coefficients that are floats.
                Held.near(gradient.getDouble(n), 1e-2 * mean / (root + 1e-8), 2e-7);
            }
        }
    }
}

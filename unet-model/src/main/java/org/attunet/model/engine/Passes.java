package org.attunet.model.engine;

import java.util.Arrays;

/** Passes of normalisation and activation over channels-last memory. A <i>plane</i> is one channel of one sample, n · C + c. */
final class Passes {
    /** Makes every positive number but the smallest at least one. */
    private static final float HUGE = 1e38f;

    private Passes() {}

    /** {@code {Σ y, Σ (y − centre)²}} of every plane. */
    static double[][] moments(Voxels y, double[] centre) {
        Spans spans = new Spans(y.extent());
        float[][] centres = spans.tiles(centre);
        float[][] sums = new float[spans.count()][];
        float[][] squares = new float[spans.count()][];
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            float[] sum = new float[spans.chunk()];
            float[] square = new float[spans.chunk()];
            spans.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                addMoments(v, centres[sample], sum, square, count);
            });
            sums[number] = sum;
            squares[number] = square;
        });
        double[] deviation = spans.fold(sums);
        double voxels = y.extent().voxels();
        for (int plane = 0; plane < deviation.length; plane++) {
            deviation[plane] += voxels * (float) centre[plane];
        }
        return new double[][] {deviation, spans.fold(squares)};
    }

    private static void addMoments(float[] v, float[] centre, float[] sum, float[] square, int count) {
        for (int n = 0; n < count; n++) {
            float d = v[n] - centre[n];
            sum[n] += d;
            square[n] += d * d;
        }
    }

    /** {@code out = activation(scale · y + shift)} by plane; {@code out} may be {@code y}. */
    static void affine(Voxels y, double[] scale, double[] shift, double slope, Voxels out) {
        Spans spans = new Spans(y.extent());
        float[][] scales = spans.tiles(scale);
        float[][] shifts = spans.tiles(shift);
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            spans.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                activate(v, scales[sample], shifts[sample], (float) slope, count);
                out.write(sample, start, v, count);
            });
        });
    }

    private static void activate(float[] v, float[] scale, float[] shift, float slope, int count) {
        for (int n = 0; n < count; n++) {
            float t = scale[n] * v[n] + shift[n];
            v[n] = Math.max(t, slope * t);
        }
    }

    /** For {@code g = gradient · activation'(scale · y + shift)}: {@code {Σ g, Σ g (y − centre)}} of every plane. */
    static double[][] gradientMoments(
            Voxels y, Voxels gradient, double[] scale, double[] shift, double[] centre, double slope) {
        Spans spans = new Spans(y.extent());
        float[][] scales = spans.tiles(scale);
        float[][] shifts = spans.tiles(shift);
        float[][] centres = spans.tiles(centre);
        float[][] sums = new float[spans.count()][];
        float[][] products = new float[spans.count()][];
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            float[] g = Scratch.array(1, spans.chunk());
            float[] sum = new float[spans.chunk()];
            float[] product = new float[spans.chunk()];
            spans.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                gradient.read(sample, start, g, count);
                throughActivation(v, g, scales[sample], shifts[sample], (float) slope, count);
                addProducts(v, g, centres[sample], sum, product, count);
            });
            sums[number] = sum;
            products[number] = product;
        });
        return new double[][] {spans.fold(sums), spans.fold(products)};
    }

    private static void throughActivation(float[] v, float[] g, float[] scale, float[] shift, float slope, int count) {
        for (int n = 0; n < count; n++) {
            float isAbove = Math.min(1, Math.max(0, HUGE * (scale[n] * v[n] + shift[n])));
            g[n] *= slope + (1 - slope) * isAbove;
        }
    }

    private static void addProducts(float[] v, float[] g, float[] centre, float[] sum, float[] product, int count) {
        for (int n = 0; n < count; n++) {
            sum[n] += g[n];
            product[n] += g[n] * (v[n] - centre[n]);
        }
    }

    /** {@code out = scale · g + b · y + c} by plane, with {@code g} as in {@link #gradientMoments}; may be in place. */
    static void affineGradient(
            Voxels y,
            Voxels gradient,
            double[] scale,
            double[] shift,
            double slope,
            double[] b,
            double[] c,
            Voxels out) {
        Spans spans = new Spans(y.extent());
        float[][] scales = spans.tiles(scale);
        float[][] shifts = spans.tiles(shift);
        float[][] bs = spans.tiles(b);
        float[][] cs = spans.tiles(c);
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            float[] g = Scratch.array(1, spans.chunk());
            spans.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                gradient.read(sample, start, g, count);
                throughActivation(v, g, scales[sample], shifts[sample], (float) slope, count);
                combine(v, g, scales[sample], bs[sample], cs[sample], count);
                out.write(sample, start, g, count);
            });
        });
    }

    private static void combine(float[] v, float[] g, float[] a, float[] b, float[] c, int count) {
        for (int n = 0; n < count; n++) {
            g[n] = a[n] * g[n] + b[n] * v[n] + c[n];
        }
    }

    /** {@code to += from}. */
    static void add(Voxels from, Voxels to) {
        Spans spans = new Spans(to.extent());
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            float[] sum = Scratch.array(1, spans.chunk());
            spans.chunks(number, (start, count) -> {
                from.read(sample, start, v, count);
                to.read(sample, start, sum, count);
                addTo(sum, v, count);
                to.write(sample, start, sum, count);
            });
        });
    }

    private static void addTo(float[] sum, float[] v, int count) {
        for (int n = 0; n < count; n++) {
            sum[n] += v[n];
        }
    }

    /** Fills with zeros. */
    static void clear(Voxels out) {
        Spans spans = new Spans(out.extent());
        float[] zeros = new float[spans.chunk()];
        spans.inParallel(
                (number, sample) -> spans.chunks(number, (start, count) -> out.write(sample, start, zeros, count)));
    }

    /** {@code 1 / (1 + exp(−y))}, in place. */
    static void sigmoid(Voxels y) {
        Spans spans = new Spans(y.extent());
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            spans.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                for (int n = 0; n < count; n++) {
                    v[n] = (float) (1 / (1 + Math.exp(-v[n])));
                }
                y.write(sample, start, v, count);
            });
        });
    }

    /** {@code gradient · s · (1 − s)}, in place, for the sigmoid's output s. */
    static void throughSigmoid(Voxels s, Voxels gradient) {
        Spans spans = new Spans(s.extent());
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            float[] g = Scratch.array(1, spans.chunk());
            spans.chunks(number, (start, count) -> {
                s.read(sample, start, v, count);
                gradient.read(sample, start, g, count);
                for (int n = 0; n < count; n++) {
                    g[n] *= v[n] * (1 - v[n]);
                }
                gradient.write(sample, start, g, count);
            });
        });
    }

    /** Copies everything. */
    static void copy(Voxels from, Voxels to) {
        Spans spans = new Spans(to.extent());
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            spans.chunks(number, (start, count) -> {
                from.read(sample, start, v, count);
                to.write(sample, start, v, count);
            });
        });
    }

    /** {@code gradient · (y > 0 ? 1 : slope)}, in place; {@code y} is an activation's output. */
    static void throughOutput(Voxels y, Voxels gradient, double slope) {
        double[] ones = new double[y.extent().samples() * y.extent().channels()];
        Arrays.fill(ones, 1);
        double[] zeros = new double[ones.length];
        affineGradient(y, gradient, ones, zeros, slope, zeros, zeros, gradient);
    }
}

package org.attunet.model.kernel.onednn;

import java.util.Arrays;
import org.attunet.model.kernel.DropoutMask;
import org.attunet.model.kernel.Kernels;

/** The kernels that look at each number by itself, or sum the numbers of a plane. */
abstract class ElementwiseKernels implements Kernels<Voxels> {
    /** Makes every positive number but the smallest at least one. */
    private static final float HUGE = 1e38f;

    @Override
    public double[][] moments(Voxels y, double[] centre) {
        return momentsOf(y, centre);
    }

    static double[][] momentsOf(Voxels y, double[] centre) {
        Tiles spans = new Tiles(y.extent());
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

    @Override
    public void affine(Voxels y, double[] scale, double[] shift, double slope, Voxels out) {
        Tiles spans = new Tiles(y.extent());
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

    @Override
    public double[][] gradientMoments(
            Voxels y, Voxels gradient, double[] scale, double[] shift, double[] centre, double slope) {
        Tiles spans = new Tiles(y.extent());
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

    @Override
    public void affineGradient(
            Voxels y, Voxels gradient, double[] scale, double[] shift, double slope, double[] b, double[] c) {
        Tiles spans = new Tiles(y.extent());
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
                gradient.write(sample, start, g, count);
            });
        });
    }

    private static void combine(float[] v, float[] g, float[] a, float[] b, float[] c, int count) {
        for (int n = 0; n < count; n++) {
            g[n] = a[n] * g[n] + b[n] * v[n] + c[n];
        }
    }

    @Override
    public void add(Voxels from, Voxels to) {
        Tiles spans = new Tiles(to.extent());
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

    @Override
    public void clear(Voxels out) {
        Tiles spans = new Tiles(out.extent());
        float[] zeros = new float[spans.chunk()];
        spans.inParallel(
                (number, sample) -> spans.chunks(number, (start, count) -> out.write(sample, start, zeros, count)));
    }

    @Override
    public void sigmoid(Voxels y) {
        Tiles spans = new Tiles(y.extent());
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

    @Override
    public void sigmoidGradient(Voxels s, Voxels gradient) {
        Tiles spans = new Tiles(s.extent());
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

    @Override
    public void dropout(Voxels from, long seed, double kept, Voxels to) {
        DropoutMask mask = new DropoutMask(seed, kept);
        Tiles spans = new Tiles(from.extent());
        long length = from.extent().sampleLength();
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            spans.chunks(number, (start, count) -> {
                from.read(sample, start, v, count);
                for (int n = 0; n < count; n++) {
                    v[n] = mask.apply(v[n], sample * length + start + n);
                }
                to.write(sample, start, v, count);
            });
        });
    }

    @Override
    public void copy(Voxels from, Voxels to) {
        Tiles spans = new Tiles(to.extent());
        spans.inParallel((number, sample) -> {
            float[] v = Scratch.array(0, spans.chunk());
            spans.chunks(number, (start, count) -> {
                from.read(sample, start, v, count);
                to.write(sample, start, v, count);
            });
        });
    }

    @Override
    public void activate(Voxels x, double slope, Voxels out) {
        double[] ones = new double[x.extent().samples() * x.extent().channels()];
        Arrays.fill(ones, 1);
        affine(x, ones, new double[ones.length], slope, out);
    }

    @Override
    public void activationGradient(Voxels y, Voxels gradient, double slope) {
        double[] ones = new double[y.extent().samples() * y.extent().channels()];
        Arrays.fill(ones, 1);
        double[] zeros = new double[ones.length];
        affineGradient(y, gradient, ones, zeros, slope, zeros, zeros);
    }
}

package org.attunet.model.kernel.onednn;

import java.util.Arrays;
import org.attunet.model.kernel.AdamStep;
import org.attunet.model.kernel.DropoutMask;
import org.attunet.model.kernel.HostKernels;

/** The kernels that look at each number by itself, or sum the numbers of a plane. */
abstract class ElementwiseKernels implements HostKernels<Voxels> {
    private static final Scratch VALUES = new Scratch();
    private static final Scratch CHANGED = new Scratch();
    private static final Scratch MOMENTS = new Scratch();

    /** Makes every positive number but the smallest at least one. */
    private static final float HUGE = 1e38f;

    /** What becomes of {@code count} numbers of a sample from {@code start} on. */
    interface Mapping {
        void accept(int sample, int start, float[] v, int count);
    }

    /** What becomes of numbers beside those of another activation. */
    private interface Change {
        void accept(int sample, float[] v, float[] changed, int count);
    }

    static void map(Voxels in, Voxels out, Mapping body) {
        Tiles tiles = new Tiles(in.extent());
        tiles.inParallel((number, sample) -> {
            float[] v = VALUES.array(tiles.chunk());
            tiles.chunks(number, (start, count) -> {
                in.read(sample, start, v, count);
                body.accept(sample, start, v, count);
                out.write(sample, start, v, count);
            });
        });
    }

    private static void change(Voxels in, Voxels changed, Change body) {
        Tiles tiles = new Tiles(in.extent());
        tiles.inParallel((number, sample) -> {
            float[] v = VALUES.array(tiles.chunk());
            float[] c = CHANGED.array(tiles.chunk());
            tiles.chunks(number, (start, count) -> {
                in.read(sample, start, v, count);
                changed.read(sample, start, c, count);
                body.accept(sample, v, c, count);
                changed.write(sample, start, c, count);
            });
        });
    }

    @Override
    public double[][] moments(Voxels y, double[] centre) {
        return momentsOf(y, centre);
    }

    static double[][] momentsOf(Voxels y, double[] centre) {
        Tiles tiles = new Tiles(y.extent());
        float[][] centres = tiles.tiles(centre);
        float[][] sums = new float[tiles.count()][tiles.chunk()];
        float[][] squares = new float[tiles.count()][tiles.chunk()];
        tiles.inParallel((number, sample) -> {
            float[] v = VALUES.array(tiles.chunk());
            tiles.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                addMoments(v, centres[sample], sums[number], squares[number], count);
            });
        });
        double[] deviation = tiles.fold(sums);
        double voxels = y.extent().voxels();
        for (int plane = 0; plane < deviation.length; plane++) {
            deviation[plane] += voxels * (float) centre[plane];
        }
        return new double[][] {deviation, tiles.fold(squares)};
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
        Tiles tiles = new Tiles(y.extent());
        float[][] scales = tiles.tiles(scale);
        float[][] shifts = tiles.tiles(shift);
        map(y, out, (sample, start, v, count) -> activate(v, scales[sample], shifts[sample], (float) slope, count));
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
        Tiles tiles = new Tiles(y.extent());
        float[][] scales = tiles.tiles(scale);
        float[][] shifts = tiles.tiles(shift);
        float[][] centres = tiles.tiles(centre);
        float[][] sums = new float[tiles.count()][tiles.chunk()];
        float[][] products = new float[tiles.count()][tiles.chunk()];
        tiles.inParallel((number, sample) -> {
            float[] v = VALUES.array(tiles.chunk());
            float[] g = CHANGED.array(tiles.chunk());
            tiles.chunks(number, (start, count) -> {
                y.read(sample, start, v, count);
                gradient.read(sample, start, g, count);
                backwardActivation(v, g, scales[sample], shifts[sample], (float) slope, count);
                addProducts(v, g, centres[sample], sums[number], products[number], count);
            });
        });
        return new double[][] {tiles.fold(sums), tiles.fold(products)};
    }

    private static void backwardActivation(float[] v, float[] g, float[] scale, float[] shift, float slope, int count) {
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
        Tiles tiles = new Tiles(y.extent());
        float[][] scales = tiles.tiles(scale);
        float[][] shifts = tiles.tiles(shift);
        float[][] bs = tiles.tiles(b);
        float[][] cs = tiles.tiles(c);
        change(y, gradient, (sample, v, g, count) -> {
            backwardActivation(v, g, scales[sample], shifts[sample], (float) slope, count);
            combine(v, g, scales[sample], bs[sample], cs[sample], count);
        });
    }

    private static void combine(float[] v, float[] g, float[] a, float[] b, float[] c, int count) {
        for (int n = 0; n < count; n++) {
            g[n] = a[n] * g[n] + b[n] * v[n] + c[n];
        }
    }

    @Override
    public void add(Voxels from, Voxels to) {
        change(from, to, (sample, v, sum, count) -> addTo(sum, v, count));
    }

    private static void addTo(float[] sum, float[] v, int count) {
        for (int n = 0; n < count; n++) {
            sum[n] += v[n];
        }
    }

    @Override
    public void clear(Voxels out) {
        Tiles tiles = new Tiles(out.extent());
        float[] zeros = new float[tiles.chunk()];
        tiles.inParallel(
                (number, sample) -> tiles.chunks(number, (start, count) -> out.write(sample, start, zeros, count)));
    }

    @Override
    public void sigmoid(Voxels y) {
        map(y, y, (sample, start, v, count) -> {
            for (int n = 0; n < count; n++) {
                v[n] = (float) (1 / (1 + Math.exp(-v[n])));
            }
        });
    }

    @Override
    public void sigmoidGradient(Voxels s, Voxels gradient) {
        change(s, gradient, (sample, v, g, count) -> {
            for (int n = 0; n < count; n++) {
                g[n] *= v[n] * (1 - v[n]);
            }
        });
    }

    @Override
    public void dropout(Voxels from, DropoutMask mask, Voxels to) {
        long length = from.extent().sampleLength();
        map(from, to, (sample, start, v, count) -> {
            for (int n = 0; n < count; n++) {
                v[n] = mask.apply(v[n], sample * length + start + n);
            }
        });
    }

    @Override
    public void copy(Voxels from, Voxels to) {
        copied(from, to);
    }

    static void copied(Voxels from, Voxels to) {
        map(from, to, (sample, start, v, count) -> {});
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

    @Override
    public void adam(Voxels gradient, Voxels first, Voxels second, AdamStep step) {
        Tiles spans = new Tiles(gradient.extent());
        spans.inParallel((number, sample) -> {
            float[] g = VALUES.array(spans.chunk());
            float[] m = CHANGED.array(spans.chunk());
            float[] v = MOMENTS.array(spans.chunk());
            spans.chunks(number, (start, count) -> {
                gradient.read(sample, start, g, count);
                first.read(sample, start, m, count);
                second.read(sample, start, v, count);
                adam(g, m, v, count, step);
                gradient.write(sample, start, g, count);
                first.write(sample, start, m, count);
                second.write(sample, start, v, count);
            });
        });
    }

    private static void adam(float[] g, float[] m, float[] v, int count, AdamStep step) {
        float beta1 = step.beta1();
        float beta2 = step.beta2();
        float left1 = 1 - beta1;
        float left2 = 1 - beta2;
        for (int n = 0; n < count; n++) {
            m[n] = beta1 * m[n] + g[n] * left1;
            v[n] = beta2 * v[n] + g[n] * g[n] * left2;
            g[n] = m[n] * step.rate() / ((float) Math.sqrt(v[n]) + step.epsilon());
        }
    }
}
